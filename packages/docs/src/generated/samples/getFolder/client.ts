import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const folder = await tms.folders.get({
  project_id: ':project_id',
  folder_id: ':folder_id',
})
console.log(folder)
