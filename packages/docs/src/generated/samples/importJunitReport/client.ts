import { openAsBlob } from 'node:fs'
import { createClient } from '@testsigma-tms/client'

const tms = createClient({ apiKey: '<API_KEY>' })

const junitImport = await tms.junitImports.create({
  project_id: ':project_id',
  test_run_id: ':test_run_id',
  junit_xml: await openAsBlob('junit.xml'),
})
console.log(junitImport)
