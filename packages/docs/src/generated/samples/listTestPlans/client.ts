import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const testPlan of tms.testPlans.list({
  project_id: ':project_id',
})) console.log(testPlan)
