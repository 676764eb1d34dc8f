import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testCase of tms.testCases.list({
  project_id: ':project_id',
})) console.log(testCase)
