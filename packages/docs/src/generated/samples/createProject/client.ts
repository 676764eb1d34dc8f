import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const project = await tms.projects.create({
  name: 'Health Care Project',
  description: 'Tests of the patient portal and its booking service',
  human_id_prefix: 'DEMO',
})
console.log(project)
