import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

await tms.testRuns.delete({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
})
