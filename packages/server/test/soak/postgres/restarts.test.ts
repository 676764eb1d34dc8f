import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { postgresDatabase, type TestDatabase } from '../../database.ts'
import {
  chooseSeed,
  createWriters,
  type RunningServer,
  randomDelay,
  report,
  seeded,
  startServer,
  total,
  verify,
} from '../../durability/rounds.ts'
import type { Writer } from '../../durability/writer.ts'
import { type Cluster, findPostgres, startCluster } from '../../postgres/cluster.ts'
import { connect } from '../../postgres/databases.ts'

const rounds = Number(process.env.TMS_RESTART_ROUNDS ?? 3)

interface Pair {
  server: RunningServer
  writers: Writer[]
}

test(`two servers survive ${rounds} restarts of PostgreSQL, and as many closed connections`, {
  timeout: 60_000 + rounds * 20_000,
}, async ({ skip }) => {
  skip(process.env.TMS_TEST_POSTGRES !== undefined, 'only our own cluster may be restarted')
  const seed = chooseSeed()
  const random = seeded(seed)
  const cluster = startCluster(String(findPostgres()), true)
  onTestFinished(() => cluster.stop())
  const url = cluster.url('postgres')
  const pairs = await Promise.all(['left', 'right'].map((name) => startPair(url, name, random)))
  const writers = pairs.flatMap((pair) => pair.writers)

  for (let round = 0; round < rounds; round++) {
    for (const fault of [restart, cutConnections]) {
      await writeThrough(pairs, randomDelay(random), () => fault(cluster))
      await lookInside(url, (database) => verify(database, writers))
    }
  }
  report('PostgreSQL that restarts', seed, rounds, writers)
  expect(total(writers)).toBeGreaterThan(rounds)
  for (const { server } of pairs) await server.stop()
})

async function startPair(url: string, name: string, random: () => number): Promise<Pair> {
  const server = await startServer(['--database', url])
  const writers = createWriters(name, 3, random)
  for (const writer of writers) await writer.begin(server)
  return { server, writers }
}

async function restart(cluster: Cluster): Promise<void> {
  await cluster.restart()
}

async function cutConnections(cluster: Cluster): Promise<void> {
  const client = await connect(cluster.url('postgres'))
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()')
  await client.end()
}

/** All write when the fault occurs, and each server recovers by itself. */
async function writeThrough(pairs: Pair[], delay: number, fault: () => Promise<void>): Promise<void> {
  let isOver = false
  const all = pairs.flatMap(({ writers }) => writers)
  const before = total(all)
  const writing = pairs.flatMap(({ server, writers }) => writers.map((writer) => writer.write(server, () => isOver)))
  await vi.waitUntil(() => total(all) >= before + all.length, { timeout: 30_000, interval: 1 })
  await sleep(delay)
  await fault()
  isOver = true
  await Promise.all(writing)
  for (const { server } of pairs) await vi.waitFor(() => server.ask('POST', '/folders', { name: 'Night' }), again)
}

/** For a server to reach PostgreSQL after a restart. */
const again = { timeout: 20_000, interval: 50 }

async function lookInside(url: string, look: (database: TestDatabase) => Promise<void>): Promise<void> {
  const client = await connect(url)
  await look(postgresDatabase(url, client))
  await client.end()
}
