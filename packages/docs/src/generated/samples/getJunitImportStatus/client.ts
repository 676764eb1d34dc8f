import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const junitImportProgress = await tms.junitImports.getStatus({
  project_id: ':project_id',
  import_id: ':import_id',
})
console.log(junitImportProgress)
