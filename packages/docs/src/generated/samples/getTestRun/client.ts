import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testRun = await tms.testRuns.get({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
})
console.log(testRun)
