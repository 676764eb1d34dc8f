import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testRunCase of tms.testRuns.listCases({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
})) console.log(testRunCase)
