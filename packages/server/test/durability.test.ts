import { expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import {
  chooseSeed,
  createWriters,
  killWhileWriting,
  randomDelay,
  report,
  seeded,
  startServer,
  total,
  verify,
} from './durability/rounds.ts'

const rounds = 100
/** Each with a file of its own, as starting a process keeps one processor busy. */
const files = 2

test('SQLite keeps every acknowledged write when the process is killed', { timeout: 600_000 }, async () => {
  const seed = chooseSeed()
  const random = seeded(seed)
  const halves = Array.from({ length: files }, (_, index) => killAgainAndAgain(`f${index}w`, random))
  report('SQLite', seed, rounds, (await Promise.all(halves)).flat())
})

async function killAgainAndAgain(prefix: string, random: () => number) {
  const database = await newDatabase()
  const writers = createWriters(prefix, 4, random)
  let server = await startServer(database)
  for (const writer of writers) await writer.begin(server)
  for (let round = 0; round < rounds / files; round++) {
    await killWhileWriting(server, writers, randomDelay(random))
    server = await startServer(database)
    await verify(database, writers)
  }
  expect(total(writers)).toBeGreaterThan(rounds)
  await server.kill()
  return writers
}
