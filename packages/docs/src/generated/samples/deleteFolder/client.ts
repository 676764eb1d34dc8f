import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

await tms.folders.delete({
  project_id: ':project_id',
  folder_id: ':folder_id',
})
