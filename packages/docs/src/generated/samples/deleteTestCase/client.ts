import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

await tms.testCases.delete({
  project_id: ':project_id',
  test_case_id: ':test_case_id',
})
