import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const stepGroup = await tms.stepGroups.get({
  project_id: ':project_id',
  step_group_id: ':step_group_id',
})
console.log(stepGroup)
