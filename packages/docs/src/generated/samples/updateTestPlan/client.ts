import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testPlan = await tms.testPlans.update({
  project_id: ':project_id',
  test_plan_id: ':test_plan_id',
  title: 'Release 2.4 of the patient portal, second try',
})
console.log(testPlan)
