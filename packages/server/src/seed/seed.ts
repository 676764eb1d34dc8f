import { setImmediate } from 'node:timers/promises'
import type { Store } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { type Amounts, type SeedKind, seedKinds } from './amounts.ts'
import { batches } from './batches.ts'
import { Maker } from './maker.ts'
import { Random } from './random.ts'
import { startWorld } from './world.ts'

/** The data of this seed already exists. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/** Called with the number of entities of one kind stored so far, and their total. */
export type OnProgress = (kind: SeedKind, done: number, total: number) => void

/**
 * Adds generated data to the stored data, in transactions that each leave it consistent.
 *
 * @param seed the same number gives the same data
 * @returns whether everything was added, or the signal came first
 * @throws {SeedError} if data of this seed already exists
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
    // Lets signals and requests be handled between transactions.
    await setImmediate()
    if (signal?.aborted) return false
    await transact(store, batch.store)
    done[batch.kind] += batch.count
    onProgress(batch.kind, done[batch.kind], amounts[batch.kind])
  }
  return true
}

/** The first entity of a seed always has the first ID that is generated from it. */
async function refuseTwice(store: Store, seed: number): Promise<void> {
  const id = new Random(seed).uuid()
  for (const table of ['users', 'projects'] as const) {
    const row = await store.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
    if (row) throw new SeedError(`The data of seed ${seed} already exists; choose another seed`)
  }
}

function totalOf(amounts: Amounts): number {
  return seedKinds.reduce((total, kind) => total + amounts[kind], 0)
}
