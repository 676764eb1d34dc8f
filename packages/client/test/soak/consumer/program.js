// The same small program for every runtime. It uses no API of any of them.
import {
  ConnectionError,
  createClient,
  IndeterminateWriteError,
  NotFoundError,
  TimeoutError,
} from '@testsigma-tms/client'
import { recordResults } from '@testsigma-tms/client/helpers'

const run = { project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5', test_run_id: 'DEMO-R-1' }
const test_case_id = '9ac271b6-4e89-4c93-8c75-2d625efa0b2d'

/** Uses the client against a local server with faults, and returns what happened. */
export async function program({ apiKey, baseUrl }) {
  const sent = []
  const onRequest = ({ operationId, attempt }) => sent.push(`${operationId} ${attempt}`)
  const tms = createClient({ apiKey, baseUrl, onRequest })

  const emails = []
  for await (const { email } of tms.users.list({ page_size: 2 })) emails.push(email)

  const [user] = (await tms.users.list()).items
  const assigned = await tms.testRuns.assignUser({ ...run, user_id: user.id, test_case_id }).withResponse()

  const attachments = [new Blob(['seen'], { type: 'text/plain' })]
  const [outcome] = await recordResults(tms, {
    ...run,
    results: [{ test_case_id, status: 'Passed', user: user.email, attachments }],
  })
  const report = new Blob(['<testsuites><testsuite><testcase name="DEMO-2"/></testsuite></testsuites>'])
  const imported = await tms.junitImports.create({ ...run, junit_xml: report })

  const meet = (fault, options) => tms.users.list({}, { headers: { 'x-tms-fault': fault }, ...options })
  const failures = {
    missing: await failureOf(tms.testRuns.get({ ...run, test_run_id: 'DEMO-R-99' })),
    failing: await failureOf(
      tms.folders.create({ project_id: run.project_id, name: 'Once' }, { headers: { 'x-tms-fault': '500' } }),
    ),
    cutOff: await failureOf(meet('truncate', { retry: 0 })),
    slow: await failureOf(meet('delay=5000', { retry: 0, timeout: 100 })),
    late: await failureOf(meet('delay=5000', { deadline: 100 })),
    aborted: await failureOf(meet('delay=5000', { signal: abortingIn(100) })),
    reset: await failureOf(meet('reset', { retry: 0 })),
  }
  return {
    emails,
    assigned: [assigned.data.user_id === user.id, assigned.response.status, Boolean(assigned.requestId)],
    recorded: [outcome.recorded?.test_case_id, outcome.error?.message],
    imported: typeof imported.id,
    failures,
    sentOnce: sent.filter((request) => request.startsWith('createFolder')).length === 1,
  }
}

async function failureOf(call) {
  const classes = { ConnectionError, IndeterminateWriteError, NotFoundError, TimeoutError }
  try {
    await call
    return 'none'
  } catch (error) {
    const name = Object.keys(classes).find((key) => error instanceof classes[key])
    return name ?? error.message
  }
}

function abortingIn(milliseconds) {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new Error('changed my mind')), milliseconds)
  return controller.signal
}
