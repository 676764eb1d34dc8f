import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

for await (const folder of tms.folders.list({
  project_id: ':project_id',
})) console.log(folder)
