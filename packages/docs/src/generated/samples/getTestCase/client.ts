import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testCase = await tms.testCases.get({
  project_id: ':project_id',
  test_case_id: ':test_case_id',
})
console.log(testCase)
