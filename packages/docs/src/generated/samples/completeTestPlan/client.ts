import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const testPlanCompletion = await tms.testPlans.complete({
  project_id: ':project_id',
  test_plan_id: ':test_plan_id',
})
console.log(testPlanCompletion)
