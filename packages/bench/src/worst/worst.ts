/**
 * The worst requests that are known: how long they block others, and how much memory they take, compared with a bare
 * Fastify.
 */
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { apiKey, type Contender, startProbed } from '../serve/contenders.ts'
import { temporaryData } from '../serve/data.ts'
import type { Probed } from './probe.ts'
import { newCase, type Worst, worstRequests } from './requests.ts'

/** Limits: milliseconds for which a request may block others, and MB of memory. */
const [longestWait, mostMemory] = [200, 256]

const [database] = process.argv.slice(2)
const { options } = await temporaryData({ cases: 30_000 }, database)
const { ours, bare } = await startProbed(...options)
const large = await projectWith('S1')
const long = await makeLongCases()
const steps = await makeManySteps()
console.log(
  `${'this server: others waited'.padStart(28)}${'held (CPU)'.padStart(14)}${'heap'.padStart(10)}${'bare Fastify'.padStart(18)}${'held (CPU)'.padStart(14)}${'heap'.padStart(10)}`,
)
let failures = 0
for (const worst of worstRequests({ large, long, steps })) {
  const [own, other] = [await measure(ours, worst), await measure(bare, worst)]
  const isOver = own.held > longestWait || own.heap > mostMemory || own.status >= 500
  if (isOver) failures++
  console.log(`${isOver ? '!' : ' '}${row(own, 27)}${row(other, 18)}  ${own.status}  ${worst.title} (${own.time} ms)`)
}
await Promise.all([ours.stop(), bare.stop()])
if (failures > 0) {
  console.error(`${failures} requests held this server for over ${longestWait} ms, or took over ${mostMemory} MB`)
  process.exitCode = 1
}

interface Measured extends Probed {
  /** Longest wait of another client, in milliseconds. */
  waited: number
  time: number
  status: number
}

/** Sends the request, while another client repeats a small one. */
async function measure(contender: Contender, { method, path, body }: Worst): Promise<Measured> {
  const sent = await encode(body)
  const url = `${contender.baseUrl}/test_cases/statuses`
  const other = new Worker(new URL('other-client.ts', import.meta.url), { workerData: { url, apiKey } })
  await once(other, 'message')
  const { heap: before } = await probe(contender)
  const start = performance.now()
  const response = await send(contender, method, path, sent)
  const text = await response.text()
  const time = Math.round(performance.now() - start)
  await untilImported(contender, text)
  other.postMessage('over')
  const [waited] = (await once(other, 'message')) as [number]
  const { held, heap } = await probe(contender)
  return { waited, held, heap: heap - before, time, status: response.status }
}

/** Waits for the background work of an upload, which counts, too. */
async function untilImported(contender: Contender, text: string): Promise<void> {
  const [, id] = /"import":\{"id":"([^"]+)"/.exec(text) ?? []
  for (let isPending = id !== undefined; isPending; ) {
    await setTimeout(50)
    const path = `/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/junit-imports/${id}/status`
    isPending = /"status":"(pending|in_progress)"/.test(await (await send(contender, 'GET', path)).text())
  }
}

async function probe({ process: server }: Contender): Promise<Probed> {
  server.send('probe')
  const [probed] = await once(server, 'message')
  return probed as Probed
}

function row({ waited, held, heap }: Measured, width: number): string {
  const cells = [`${Math.round(waited)} ms`.padStart(width), `${Math.round(held)} ms`.padStart(14)]
  return [...cells, `+${Math.max(0, Math.round(heap))} MB`.padStart(10)].join('')
}

async function projectWith(prefix: string): Promise<string> {
  const { projects } = await ask<{ projects: { id: string; human_id_prefix: string }[] }>('GET', '/projects')
  return `/projects/${projects.find(({ human_id_prefix }) => human_id_prefix === prefix)?.id}`
}

/** Creates a project with 300 test cases of 400,000 characters each. */
async function makeLongCases(): Promise<string> {
  const { project } = await ask<{ project: { id: string } }>('POST', '/projects', { name: 'Long texts' })
  const text = 'a'.repeat(100_000)
  const texts = { description: text, preconditions: text, steps: text, expected_results: text }
  for (let index = 0; index < 300; index++) {
    await ask('POST', `/projects/${project.id}/test_cases`, { title: `${index}`, ...newCase, ...texts })
  }
  return `/projects/${project.id}`
}

/** Creates a project with 60 test cases of 9,000 steps each. */
async function makeManySteps(): Promise<string> {
  const { project } = await ask<{ project: { id: string } }>('POST', '/projects', { name: 'Many steps' })
  const individual_steps = Array.from({ length: 9000 }, (_, index) => ({ step_description: `Step ${index}` }))
  for (let index = 0; index < 60; index++) {
    await ask('POST', `/projects/${project.id}/test_cases`, { title: `${index}`, ...newCase, individual_steps })
  }
  return `/projects/${project.id}`
}

async function ask<Data>(method: string, path: string, body?: object): Promise<Data> {
  const response = await send(ours, method, path, await encode(body && JSON.stringify(body)))
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { data: Data }).data
}

interface Encoded {
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

async function encode(body: string | FormData | undefined): Promise<Encoded | undefined> {
  if (body === undefined) return undefined
  const whole = new Response(body)
  const type = typeof body === 'string' ? 'application/json' : String(whole.headers.get('content-type'))
  return { type, bytes: new Uint8Array(await whole.arrayBuffer()) }
}

function send({ baseUrl }: Contender, method: string, path: string, body?: Encoded): Promise<Response> {
  const headers = { Authorization: `Bearer ${apiKey}`, ...(body && { 'Content-Type': body.type }) }
  return fetch(baseUrl + path, { method, headers, ...(body && { body: body.bytes }) })
}
