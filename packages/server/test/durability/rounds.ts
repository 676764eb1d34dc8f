import { setTimeout as sleep } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import type { TestDatabase } from '../database.ts'
import { type Running, startCli } from '../run-cli.ts'
import { type Connection, connection } from './connection.ts'
import { Writer } from './writer.ts'

const apiKey = 'durable'

export interface RunningServer extends Connection {
  running: Running
  /** Sends SIGKILL. */
  kill: () => Promise<void>
  /** Sends SIGTERM; throws if the process has ended before. */
  stop: () => Promise<void>
}

/** @param args arguments that select its data */
export async function startServer(args: string[]): Promise<RunningServer> {
  const running = await startCli(['--port', '0', '--api-key', apiKey, ...args])
  const kill = async () => {
    running.process.kill('SIGKILL')
    await running.finished
  }
  const stop = async () => {
    expect(running.process.exitCode).toBeNull()
    running.process.kill('SIGTERM')
    expect((await running.finished).code).toBe(0)
  }
  return { running, kill, stop, ...connection(running.origin, apiKey) }
}

export function createWriters(prefix: string, count: number, random: () => number): Writer[] {
  return Array.from({ length: count }, (_, index) => new Writer(`${prefix}${index + 1}`, random))
}

/** Waits for the first new acknowledgement, so that there is something to lose. */
export async function killWhileWriting(server: RunningServer, writers: Writer[], delay: number): Promise<void> {
  const before = total(writers)
  const writing = Promise.all(writers.map((writer) => writer.write(server, () => false)))
  await Promise.race([writing, vi.waitUntil(() => total(writers) > before, { timeout: 30_000, interval: 1 })])
  await sleep(delay)
  await server.kill()
  await writing
}

/** Nothing is lost, partial or duplicated; imports end; human IDs have no gaps. */
export async function verify(database: TestDatabase, writers: Writer[]): Promise<void> {
  await vi.waitFor(async () => expect(await unfinished(database)).toEqual([]), { timeout: 20_000, interval: 20 })
  for (const writer of writers) await writer.verify(database)
  const rows = await database.query("select human_id from test_cases where human_id like 'DEMO-%'")
  const numbers = rows.map(({ human_id }) => Number(String(human_id).slice('DEMO-'.length)))
  expect(numbers.sort((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1))
}

export function total(writers: Writer[]): number {
  return writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
}

export function report(what: string, seed: number, rounds: number, writers: Writer[]): void {
  const unanswered = writers.reduce((sum, writer) => sum + writer.unanswered, 0)
  const counts = `${total(writers)} acknowledged writes, none lost; ${unanswered} cut off`
  process.stdout.write(`\nDurability, ${what}: ${rounds} rounds with seed ${seed}, ${counts}\n`)
}

/** Random, unless TMS_DURABILITY_SEED is set. */
export function chooseSeed(): number {
  return Number(process.env.TMS_DURABILITY_SEED ?? Math.floor(Math.random() * 1e6))
}

/** A generator of numbers between 0 and 1 with a seed ("mulberry32"). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Milliseconds. */
export function randomDelay(random: () => number): number {
  return 20 + random() * 230
}

async function unfinished({ query }: TestDatabase) {
  return query("select id, status from junit_imports where status in ('pending', 'in_progress')")
}
