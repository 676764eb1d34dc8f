/**
 * How clients handle an API that rejects, fails and delays calls, as the live one does. Each has its own instance of
 * the local server, with the same settings.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient, createTransport } from '@testsigma-tms/client'
import { createServer } from '@testsigma-tms/server'
import { installCompetitors } from './competitors.ts'
import { type ComparedClient, writeComparison } from './write-comparison.ts'

const CALLS = 60
const PER_SECOND = 10
const FOLDERS = '/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/folders'
/** Milliseconds after which every client that retries is waiting for its retry. */
const BEFORE_ABORT = 700

interface Call {
  readonly path: string
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

/** Functions that reject unless the call succeeds. */
interface Competitor {
  get(call: Call): Promise<unknown>
  post(call: Call, body: object): Promise<unknown>
  /** Whether the client accepts a signal. */
  readonly endsOnAbort: boolean
}

type Connect = (baseUrl: string, apiKey: string) => Competitor

interface Row {
  readonly landed: number
  readonly sent: number
  readonly refused: number
  readonly seconds: number
  readonly posts: number
  /** Milliseconds; `undefined` if the client accepts no signal, or did not wait for a retry. */
  readonly abort: number | undefined
}

const ours: Connect = (baseUrl, apiKey) => {
  const tms = createClient({ baseUrl, apiKey })
  return {
    get: ({ path: _, ...options }) => tms.users.list({}, options).then(() => {}),
    post: ({ path, ...options }, body) =>
      createTransport({ baseUrl, apiKey })(baseUrl + path, { ...options, method: 'POST', body: JSON.stringify(body) }),
    endsOnAbort: true,
  }
}

async function measure(connect: Connect): Promise<Row> {
  const statuses: string[] = []
  const log = (line: string) => statuses.push(line)
  const server = await createServer({ rateLimit: PER_SECOND, faults: true, logRequests: true, log })
  const baseUrl = `${await server.listen({ port: 0 })}/api/v1`
  await warmUp(baseUrl, server.apiKey)
  statuses.length = 0
  const client = connect(baseUrl, server.apiKey)

  const start = performance.now()
  const outcomes = await Promise.allSettled(Array.from({ length: CALLS }, () => client.get({ path: '/users' })))
  const seconds = (performance.now() - start) / 1000
  const storm = statuses.splice(0)

  await untilQuiet()
  await client.post({ path: FOLDERS, headers: { 'x-tms-fault': '500' } }, { name: 'Once' }).catch(() => {})
  await untilQuiet()
  const posts = statuses.splice(0).filter((line) => line.includes('POST')).length

  const abort = client.endsOnAbort ? await measureAbort(client) : undefined
  await server.close()
  return {
    landed: outcomes.filter(({ status }) => status === 'fulfilled').length,
    sent: storm.length,
    refused: storm.filter((line) => / 500\b/.test(line)).length,
    seconds,
    posts,
    abort,
  }
}

/** The server is in this process, and its first responses are slow; that must not count for the client. */
async function warmUp(baseUrl: string, apiKey: string): Promise<void> {
  for (let time = 0; time < PER_SECOND; time++) {
    await (await fetch(`${baseUrl}/users`, { headers: { authorization: `Bearer ${apiKey}` } })).text()
  }
  await untilQuiet()
}

/** How long a call that waits for a retry takes to end after the caller has aborted it. */
async function measureAbort(client: Competitor): Promise<number | undefined> {
  const controller = new AbortController()
  let settled = 0
  const settle = () => {
    settled = performance.now()
  }
  const call = client.get({ path: '/users', headers: { 'x-tms-fault': 'rate-limit' }, signal: controller.signal })
  const end = call.then(settle, settle)
  await pause(BEFORE_ABORT)
  if (settled > 0) return undefined
  const abortedAt = performance.now()
  controller.abort()
  await end
  return settled - abortedAt
}

/** Waits until the rate limit no longer counts earlier requests. */
function untilQuiet(): Promise<void> {
  return pause(1_200)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, milliseconds))
}

function cells(name: string, { landed, sent, refused, seconds, posts, abort }: Row): string[] {
  const waited = abort === undefined ? '–' : abort.toFixed(0)
  return [name, `${landed}/${CALLS}`, `${sent}`, `${refused}`, seconds.toFixed(1), `${posts}`, waited]
}

/** The front page shows six clients: ours, and the best-known others. */
function isOnFrontPage([name]: [string, Row]): boolean {
  return name !== 'qase-api-client'
}

function compared([name, row]: [string, Row]): ComparedClient {
  const [, landed = '', sent = '', , seconds = '', posts = ''] = cells(name, row)
  return { name, landed, sent, seconds, posts }
}

const { clients } = (await import(pathToFileURL(join(installCompetitors(), 'clients.js')).href)) as {
  clients: Record<string, Connect>
}
const heads = ['client', 'landed', 'sent', 'refused', 'seconds', 'POST got 500: sent', 'abort, ms']
console.log(`| ${heads.join(' | ')} |\n|${'---|'.repeat(heads.length)}`)
const row = await measure(ours)
console.log(`| ${cells('this one', row).join(' | ')} |`)
const rows = new Map([['@testsigma-tms/client', row]])
for (const [name, connect] of Object.entries(clients)) {
  const other = await measure(connect)
  rows.set(name, other)
  console.log(`| ${cells(name, other).join(' | ')} |`)
}
if (process.argv.includes('--write')) writeComparison([...rows].filter(isOnFrontPage).map(compared))

const keeps = row.landed === CALLS && row.sent === CALLS && row.refused === 0 && row.seconds <= 5.5
if (!keeps || row.posts !== 1 || row.abort === undefined || row.abort > 50) {
  console.error(
    'This client does not achieve what its README says: 60 landed, 60 sent, 0 refused, 5.5 s, 1 POST, 50 ms.',
  )
  process.exitCode = 1
}
