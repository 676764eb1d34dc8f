import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

await tms.testPlans.delete({
  project_id: ':project_id',
  test_plan_id: ':test_plan_id',
})
