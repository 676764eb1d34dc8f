import { expect } from 'vitest'
import { newDatabase } from '../database.ts'
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
} from './rounds.ts'
import type { Writer } from './writer.ts'

/** Starting a process occupies one processor core, so two run alternately. */
const mostFiles = 2

/** Kills servers with SIGKILL while they write, and checks each time that everything acknowledged is stored. */
export async function killSqliteAgainAndAgain(rounds: number): Promise<void> {
  const seed = chooseSeed()
  const random = seeded(seed)
  const files = Math.min(mostFiles, rounds)
  const parts = Array.from({ length: files }, (_, index) => killOneFile(`f${index}w`, rounds / files, random))
  report('SQLite', seed, rounds, (await Promise.all(parts)).flat())
}

async function killOneFile(prefix: string, rounds: number, random: () => number): Promise<Writer[]> {
  const database = await newDatabase()
  const writers = createWriters(prefix, 4, random)
  let server = await startServer(database.args)
  for (const writer of writers) await writer.begin(server)
  for (let round = 0; round < rounds; round++) {
    await killWhileWriting(server, writers, randomDelay(random))
    server = await startServer(database.args)
    await verify(database, writers)
  }
  expect(total(writers)).toBeGreaterThan(0)
  await server.kill()
  return writers
}
