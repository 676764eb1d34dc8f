import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testRun = await tms.testRuns.update({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
  title: 'Patient portal 2.4, regression (2)',
  description: 'Everything that the release may have touched',
  status: 'ACTIVE',
  human_id: 'DEMO-001',
  selection_type: 'STATIC',
  start_date: 1710675200,
  end_date: 1710761600,
  assignee_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
  label_names: [
    'Smoke',
    'Regression'
  ],
  environment_ids: [],
})
console.log(testRun)
