import { setImmediate } from 'node:timers/promises'
import type { Store } from '../store/schema.ts'
import { type Amounts, type SeedKind, seedKinds } from './amounts.ts'
import { batches } from './batches.ts'
import { Maker } from './maker.ts'
import { Random } from './random.ts'
import { startWorld } from './world.ts'

/** The data of this seed is there already. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/** How far one kind is: so many of so many. */
export type OnProgress = (kind: SeedKind, done: number, total: number) => void

/**
 * Adds made-up data to what is there, in transactions that each leave the data whole.
 *
 * @param seed the same number makes the same data; returns whether all of it was added, or the signal came before
 * @throws {SeedError} if data of this seed is there already
 */
export async function seedStore(
  store: Store,
  amounts: Amounts,
  seed: number,
  onProgress: OnProgress = () => {},
  signal?: AbortSignal,
): Promise<boolean> {
  await refuseTwice(store, seed)
  const world = await startWorld(store, amounts, new Maker(seed, totalOf(amounts)))
  const done = { users: 0, projects: 0, folders: 0, stepGroups: 0, cases: 0, plans: 0, runs: 0 }
  for (const batch of batches(world)) {
    // Without a pause nobody else would get a turn, neither a signal nor a request.
    await setImmediate()
    if (signal?.aborted) return false
    await store.transaction().execute(batch.store)
    done[batch.kind] += batch.count
    onProgress(batch.kind, done[batch.kind], amounts[batch.kind])
  }
  return true
}

/** The first thing that a seed makes has the first ID that follows from it. */
async function refuseTwice(store: Store, seed: number): Promise<void> {
  const id = new Random(seed).uuid()
  for (const table of ['users', 'projects'] as const) {
    const row = await store.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
    if (row) throw new SeedError(`The data of seed ${seed} is there already; choose another seed`)
  }
}

function totalOf(amounts: Amounts): number {
  return seedKinds.reduce((total, kind) => total + amounts[kind], 0)
}
