import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const stepGroup of tms.stepGroups.list({
  project_id: ':project_id',
})) console.log(stepGroup)
