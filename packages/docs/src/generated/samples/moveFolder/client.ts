import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const folder = await tms.folders.move({
  project_id: ':project_id',
  folder_id: ':folder_id',
  parent_folder_id: 'c69216e0-e2a9-401f-9e08-77176abce8c4',
})
console.log(folder)
