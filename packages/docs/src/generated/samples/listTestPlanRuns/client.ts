import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testPlanRun of tms.testPlans.listRuns({
  project_id: ':project_id',
  test_plan_id: ':test_plan_id',
})) console.log(testPlanRun)
