import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

await tms.stepGroups.delete({
  project_id: ':project_id',
  step_group_id: ':step_group_id',
})
