/** The worst requests that we know: how long another client waits meanwhile, and how much memory they take. */
import { apiKey, type Contender, memoryOf, startOurs } from './contenders.ts'
import { temporaryData } from './data.ts'

const demo = '/projects/c47ade67-0543-4582-a4a5-b7de447c94f5'
const results = `${demo}/test_runs/DEMO-R-1/test_cases`
const nobody = '00000000-0000-4000-8000-000000000000'

interface Worst {
  title: string
  method: string
  path: string
  body?: string | FormData
}

const { data } = await temporaryData({ cases: 30_000 })
const server = await startOurs('this server', data)
const large = await seededProject(server)
const before = await memoryOf(server)
console.log(
  `idle: ${Math.round(before)} MB\n${'longest stall'.padStart(16)}${'peak memory'.padStart(16)}  status  request`,
)
for (const worst of requests()) await measure(server, worst, before)
await server.stop()

function requests(): Worst[] {
  const filter = { field: 'id', operator: 'IN', values: [nobody] }
  const entry = { test_case_id: nobody, test_run_status_id: nobody, user_id: nobody }
  const run = (title: string, dynamic_selection_filters: unknown[]) =>
    JSON.stringify({ title, selection_type: 'DYNAMIC', dynamic_selection_filters })
  return [
    put('nesting of 5,000', `{"test_run_cases":${'['.repeat(5000)}${']'.repeat(5000)}}`),
    put('520,000 wrong entries', `{"test_run_cases":[${'1,'.repeat(519_999)}1]}`),
    put('the same as a form', form('data', `{"test_run_cases":[${'1,'.repeat(519_999)}1]}`)),
    put(
      '10,000 unknown test cases as a form',
      form('data', JSON.stringify({ test_run_cases: Array(10_000).fill(entry) })),
    ),
    put('a form of 1,000 empty parts', parts(1000)),
    put('a form of 20,000 empty parts', parts(20_000)),
    put('a form of 60 MiB', form('attachments_0_0', 'x'.repeat(60 * 2 ** 20))),
    { title: 'a search', method: 'GET', path: `${large}/test_cases?search=${'a'.repeat(199)}b` },
    { title: 'a search of 2,000 characters', method: 'GET', path: `${large}/test_cases?search=${'a'.repeat(2000)}` },
    { title: '100 equal filters', method: 'POST', path: `${large}/test_runs`, body: run('a', Array(100).fill(filter)) },
    { title: '5,000 filters', method: 'POST', path: `${large}/test_runs`, body: run('b', Array(5000).fill(filter)) },
    { title: 'a run of 30,000 test cases', method: 'POST', path: `${large}/test_runs`, body: run('c', []) },
    { title: 'all of its results', method: 'GET', path: `${large}/test_runs/S1-R-1` },
    { title: 'its deletion', method: 'DELETE', path: `${large}/test_runs/S1-R-1` },
    { title: 'the deletion of 30,000 test cases', method: 'DELETE', path: large },
  ]
}

function put(title: string, body: string | FormData): Worst {
  return { title, method: 'PUT', path: results, body }
}

function form(name: string, text: string): FormData {
  const body = new FormData()
  if (name === 'data') body.append(name, text)
  else body.append(name, new Blob([text]), 'file')
  return body
}

function parts(count: number): FormData {
  const body = new FormData()
  for (let index = 0; index < count; index++) body.append(`attachments_0_${index}`, '')
  return body
}

/** Sends it, and asks for a small thing again and again meanwhile. */
async function measure(server: Contender, { title, method, path, body }: Worst, idle: number): Promise<void> {
  const sent = await encode(body)
  let isOver = false
  let [longest, peak] = [0, 0]
  const watching = (async () => {
    while (!isOver) {
      const start = performance.now()
      await (await send(server, 'GET', '/test_cases/statuses')).arrayBuffer()
      longest = Math.max(longest, performance.now() - start)
      peak = Math.max(peak, (await memoryOf(server)) - idle)
    }
  })()
  const response = await send(server, method, path, sent)
  await response.arrayBuffer()
  isOver = true
  await watching
  const columns = [`${Math.round(longest)} ms`.padStart(16), `+${Math.round(peak)} MB`.padStart(16)]
  console.log(`${columns.join('')}  ${response.status}     ${title}`)
}

interface Encoded {
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Beforehand, as building a large form takes this process, which also waits, longer than the server. */
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

async function seededProject(server: Contender): Promise<string> {
  const { data } = (await (await send(server, 'GET', '/projects')).json()) as {
    data: { projects: { id: string; human_id_prefix: string }[] }
  }
  return `/projects/${data.projects.find(({ human_id_prefix }) => human_id_prefix === 'S1')?.id}`
}
