import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testRunCases = await tms.testRuns.updateCases({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
  test_run_cases: [
    {
      test_case_id: '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce',
      test_run_status_id: '0ba381b5-c018-40c6-b6fa-10d6e556ef9d',
      user_id: '05782b39-7a2c-4e91-9d6b-8f1340c2ab5e',
      description: 'The reset mail arrived after ten seconds'
    }
  ],
})
console.log(testRunCases)
