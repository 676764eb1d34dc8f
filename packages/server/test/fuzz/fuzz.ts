import { randomInt } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, vi } from 'vitest'
import { contractOperations, type OperationId } from '../../src/http/contract.ts'
import type { ProfileName } from '../../src/index.ts'
import { Random } from '../../src/seed/random.ts'
import { patience } from '../junit-reports.ts'
import { type Started, start, type TestResponse, temporaryFolder } from '../start.ts'
import { breakBytes, breakDraft } from './breakages.ts'
import { type Draft, draft, type Sent, write } from './draft.ts'
import { World } from './world.ts'

/** Deletions and operations on projects are rarer, so that each project contains something to refer to. */
const often = contractOperations.flatMap((operation) => Array.from({ length: weightOf(operation.id) }, () => operation))

export interface FuzzResult {
  /** Number of responses by status. */
  counts: Record<string, number>
  /** The operations that succeeded at least once, in order. */
  succeeded: OperationId[]
  /**
   * Growth of memory in bytes from the first fifth of the requests to the end; both measured after garbage collection.
   */
  growth: number
}

/** Random, unless FUZZ_SEED is set. Printed immediately, so that it is also known for a run that never ends. */
export function chooseFuzzSeed(): number {
  const seed = Number(process.env.FUZZ_SEED ?? randomInt(1e9))
  writeSync(process.stderr.fd, `FUZZ_SEED=${seed}\n`)
  return seed
}

/** Sends requests that depend only on the seed. No response may be 5xx, and a refused request must store nothing. */
export async function fuzz(options: { requests: number; seed: number; profile: ProfileName }): Promise<FuzzResult> {
  const { requests, seed, profile } = options
  const data = join(temporaryFolder(), 'tms.sqlite')
  const started = await start({ data, profile, rateLimit: 0, faults: true })
  const random = new Random(seed)
  const world = new World()
  const version = watch(data)
  const counts: Record<string, number> = {}
  const succeeded = new Set<OperationId>()
  let heap = 0

  for (let number = 0; number < requests; number++) {
    if (number === requests / 5) heap = heapUsed()
    const { sent, origin, fault } = next(random, world, started.server.apiKey)
    const before = version()
    const { status, body } = await send(started, sent, `request ${number} of FUZZ_SEED=${seed}`)
    const context = `${number}: ${describe(sent)} responded ${status} ${JSON.stringify(body).slice(0, 300)}`
    expect(status >= 500, context).toBe(fault && status === 500)
    if (status >= 400) expect(version(), `refused, so nothing is stored; ${context}`).toBe(before)
    counts[status] = (counts[status] ?? 0) + 1
    if (status >= 300) continue
    succeeded.add(origin.operation.id)
    world.learn(origin.operation.id, origin.params, body as object)
    if (origin.operation.id === 'importJunitReport') await importEnds(started, origin, body as Import)
  }
  return { counts, succeeded: [...succeeded].sort(), growth: heapUsed() - heap }
}

function weightOf(operation: OperationId): number {
  if (operation === 'createProject') return 2
  if (operation === 'deleteProject') return 1
  return operation.startsWith('delete') ? 4 : 12
}

/** The next request: valid, at the limits of the contract, broken, or requesting a fault. */
function next(random: Random, world: World, apiKey: string) {
  const project = world.refer(random, 'project_id', '')
  const place = { random, world, project, run: '', atEdge: random.chance(0.2) }
  const origin = draft(random.pick(often), place, apiKey)
  const isBroken = random.chance(0.35)
  if (isBroken && random.chance(0.75)) random.pick(breakDraft)(origin, place)
  const sent = write(origin)
  if (isBroken && random.chance(0.35)) random.pick(breakBytes)(sent, random)
  const fault = random.chance(0.01)
  if (fault) sent.headers['x-tms-fault'] = random.pick(['500', 'rate-limit'])
  return { sent, origin, fault }
}

/** Also checks that the response conforms to the contract. */
async function send({ call }: Started, { method, path, headers, body }: Sent, context: string): Promise<TestResponse> {
  try {
    return await call(method, path, { headers, ...(body && { body }) })
  } catch (error) {
    throw new Error(`${context}: ${describe({ method, path, headers, body })}`, { cause: error })
  }
}

interface Import {
  data: { import: { id: string } }
}

/** Waits for the import, which would otherwise store its result during other requests. */
async function importEnds({ call }: Started, { params }: Draft, { data }: Import): Promise<void> {
  const path = `/projects/${params.project_id}/junit-imports/${data.import.id}/status`
  await vi.waitFor(async () => {
    const { body } = await call('GET', path)
    const { status } = (body as { data: { import: { status: string } } }).data.import
    expect(['completed', 'failed']).toContain(status)
  }, patience)
}

/** Returns a function whose value changes when the server has stored something. */
function watch(data: string): () => unknown {
  const database = new DatabaseSync(data, { readOnly: true })
  onTestFinished(() => database.close())
  const statement = database.prepare('pragma data_version')
  return () => statement.get()?.data_version
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function describe({ method, path, headers, body }: Sent): string {
  const { authorization: _, ...shown } = headers
  const text = body ? new TextDecoder().decode(body) : ''
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(shown)} ${text.slice(0, 500)}`
}
