import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testRun = await tms.testRuns.create({
  project_id: ':project_id',
  title: 'Patient portal 2.4, regression',
  description: 'Everything that the release may have touched',
  status: 'ACTIVE',
  human_id: 'DEMO-001',
  selection_type: 'STATIC',
  static_selection_filters: [
    {
      field: 'id',
      operator: 'IN',
      values: [
        '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
        '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce'
      ]
    }
  ],
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
