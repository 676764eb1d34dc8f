import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testPlan = await tms.testPlans.create({
  project_id: ':project_id',
  title: 'Release 2.4 of the patient portal',
  description: 'Regression and smoke runs before the second quarter ends',
  start_date: 1710374400,
  end_date: 1712966400,
  label_ids: [
    '3ebf1ec4-f994-4f41-822a-01305e1f78c1'
  ],
})
console.log(testPlan)
