/**
 * Performance with a million users: the last page compared with the first, memory, and the time until the first
 * response.
 */
import { apiKey, type Contender, memoryOf, startOurs } from './contenders.ts'
import { temporaryData } from './data.ts'
import { median } from './load.ts'

const rounds = 200
const users = 1_000_000

const { data } = await temporaryData({ users })

const starts: number[] = []
for (let round = 0; round < 5; round++) {
  const before = performance.now()
  const server = await startOurs('this server', data)
  starts.push(performance.now() - before)
  await server.stop()
}
console.log(`start to first response     ${Math.round(median(starts))} ms`)

const server = await startOurs('this server', data)
const first = '/users?page_size=25'
const last = await lastPage(server)
const times = { first: [] as number[], last: [] as number[] }
for (let round = 0; round < rounds; round++) {
  // Each read is preceded by a write, so that it does not come from the cache.
  times.first.push(await timed(server, first, round))
  times.last.push(await timed(server, last, round))
}
console.log(`first page                ${median(times.first).toFixed(1)} ms`)
console.log(`last page                 ${median(times.last).toFixed(1)} ms`)
console.log(`last against first        ${(median(times.last) / median(times.first)).toFixed(2)} times`)
console.log(`memory after ${2 * rounds} reads    ${Math.round(await memoryOf(server))} MB`)
await server.stop()

/** The cursor that `prev` of a page beyond the end contains. */
async function lastPage(server: Contender): Promise<string> {
  const beyond = btoa('[{"field":"users.tsid","value":"7ZZZZZZZZZZZZZZZZZZZZZZZZZ","direction":"DESC"}]')
  const { data } = (await read(server, `/users?page_size=25&cursor=${beyond}`)) as { data: unknown[] }
  if (data.length !== 25) throw new Error(`The last page has ${data.length} users, expected 25`)
  return `/users?page_size=25&cursor=${beyond}`
}

async function timed(server: Contender, path: string, round: number): Promise<number> {
  await write(server, round)
  const before = performance.now()
  await read(server, path)
  return performance.now() - before
}

async function read({ baseUrl }: Contender, path: string): Promise<unknown> {
  const response = await fetch(baseUrl + path, { headers: { Authorization: `Bearer ${apiKey}` } })
  if (!response.ok) throw new Error(`${path} returned ${response.status}`)
  return response.json()
}

async function write({ baseUrl }: Contender, round: number): Promise<void> {
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
  const body = JSON.stringify({ name: `Folder ${round}` })
  const project = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
  const response = await fetch(`${baseUrl}/projects/${project}/folders`, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`A folder returned ${response.status}`)
}
