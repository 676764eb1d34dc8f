import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

await tms.projects.delete({
  project_id: ':project_id',
})
