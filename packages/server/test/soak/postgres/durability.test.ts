import { expect, onTestFinished, test, vi } from 'vitest'
import { newDatabase, postgresDatabase, type TestDatabase } from '../../database.ts'
import {
  chooseSeed,
  createWriters,
  killWhileWriting,
  type RunningServer,
  randomDelay,
  report,
  seeded,
  startServer,
  total,
  verify,
} from '../../durability/rounds.ts'
import type { Writer } from '../../durability/writer.ts'
import { findPostgres, startCluster } from '../../postgres/cluster.ts'
import { connect } from '../../postgres/databases.ts'

const rounds = Number(process.env.TMS_DURABILITY_ROUNDS ?? 8)

test('two servers on one PostgreSQL: one is killed, the other keeps running', {
  timeout: 60_000 + rounds * 20_000,
}, async () => {
  const seed = chooseSeed()
  const random = seeded(seed)
  const database = await newSafeDatabase()
  let [one, other] = await Promise.all(['left', 'right'].map((name) => startPair(database, name, random)))
  if (!one || !other) throw new Error('unreachable')
  const writers = [...one.writers, ...other.writers]

  for (let round = 0; round < rounds; round++) {
    if (random() < 0.5) [one, other] = [other, one]
    await killOneOf(database, one, other, randomDelay(random))
    await verify(database, writers)
  }
  report('PostgreSQL with two servers', seed, rounds, writers)
  expect(total(writers)).toBeGreaterThan(rounds)
  for (const { server } of [one, other]) await server.kill()
})

interface Pair {
  server: RunningServer
  writers: Writer[]
}

async function startPair(database: TestDatabase, name: string, random: () => number): Promise<Pair> {
  const server = await startServer(database.args)
  const writers = createWriters(name, 3, random)
  for (const writer of writers) await writer.begin(server)
  return { server, writers }
}

/** The other server handles all requests, before and after. */
async function killOneOf(database: TestDatabase, victim: Pair, survivor: Pair, delay: number): Promise<void> {
  let isOver = false
  const unanswered = countUnanswered(survivor)
  const goingOn = Promise.all(survivor.writers.map((writer) => writer.write(survivor.server, () => isOver)))
  await killWhileWriting(victim.server, victim.writers, delay)
  const soFar = total(survivor.writers)
  victim.server = await startServer(database.args)
  await vi.waitUntil(() => total(survivor.writers) > soFar, { timeout: 10_000, interval: 1 })
  isOver = true
  await goingOn
  expect(countUnanswered(survivor)).toBe(unanswered)
}

function countUnanswered({ writers }: Pair): number {
  return writers.reduce((sum, { unanswered }) => sum + unanswered, 0)
}

/** In a cluster that waits for the disk, unlike that of the other tests. */
async function newSafeDatabase(): Promise<TestDatabase> {
  const url = process.env.TMS_TEST_POSTGRES ? (await newDatabase()).place : startSafeCluster()
  const client = await connect(url)
  onTestFinished(() => client.end())
  return postgresDatabase(url, client)
}

function startSafeCluster(): string {
  const cluster = startCluster(String(findPostgres()), true)
  onTestFinished(() => cluster.stop())
  return cluster.url('postgres')
}
