import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testRunCaseAssignment = await tms.testRuns.assignUser({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
  user_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
  test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
})
console.log(testRunCaseAssignment)
