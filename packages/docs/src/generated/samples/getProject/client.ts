import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const project = await tms.projects.get({
  project_id: ':project_id',
})
console.log(project)
