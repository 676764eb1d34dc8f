import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const project = await tms.projects.update({
  project_id: ':project_id',
  name: 'Health Care Project (Q2)',
  description: 'Tests of the patient portal, second quarter',
})
console.log(project)
