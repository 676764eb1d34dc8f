import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testRun of tms.testRuns.list({
  project_id: ':project_id',
})) console.log(testRun)
