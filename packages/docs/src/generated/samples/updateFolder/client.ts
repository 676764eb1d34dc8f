import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const folder = await tms.folders.update({
  project_id: ':project_id',
  folder_id: ':folder_id',
  name: 'Regression Suite 2.4',
  order: -1,
})
console.log(folder)
