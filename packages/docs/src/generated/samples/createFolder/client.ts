import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const folder = await tms.folders.create({
  project_id: ':project_id',
  name: 'Regression Suite',
  order: 1,
})
console.log(folder)
