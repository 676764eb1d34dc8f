// Uploads a report with each implementation of fetch, and prints the outcomes.
import { createClient, NotFoundError } from '@testsigma-tms/client'
import crossFetch from 'cross-fetch'
import nodeFetch2 from 'node-fetch-2'
import nodeFetch3 from 'node-fetch-3'
import * as undici6 from 'undici-6'
import * as undici7 from 'undici-7'
import * as undici8 from 'undici-8'

const run = { project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5', test_run_id: 'DEMO-R-1' }
const junit_xml = Buffer.from('<testsuites><testsuite><testcase name="DEMO-2"/></testsuite></testsuites>')
const agent = new undici7.Agent()

const fetches = {
  global: undefined,
  'undici 6': undici6.fetch,
  'undici 7': undici7.fetch,
  'undici 7 with a dispatcher': (url, init) => undici7.fetch(url, { ...init, dispatcher: agent }),
  'undici 8': undici8.fetch,
  'node-fetch 2': nodeFetch2,
  'node-fetch 3': nodeFetch3,
  'cross-fetch': crossFetch,
}

const outcomes = {}
for (const [name, fetch] of Object.entries(fetches)) {
  const tms = createClient({ fetch, rateLimit: false })
  const { status } = await tms.junitImports.create({ ...run, junit_xml })
  const missing = await tms.testRuns.get({ ...run, test_run_id: 'DEMO-R-99' }).catch((error) => error)
  outcomes[name] = [typeof status, missing instanceof NotFoundError && missing.headers.get('content-type')]
}
await agent.close()
console.log(JSON.stringify(outcomes))
