import type { Store } from './schema.ts'

export type Work<Result> = (transaction: Store) => Promise<Result>

export type Transact = <Result>(work: Work<Result>) => Promise<Result>

const known = new WeakMap<Store, Transact>()

/** Makes `transact` use this for the store, instead of Kysely's transactions. */
export function useTransactions(store: Store, run: Transact): void {
  known.set(store, run)
}

/** Runs the work in one transaction, which is rolled back if the work throws. */
export function transact<Result>(store: Store, work: Work<Result>): Promise<Result> {
  const run = known.get(store)
  return run ? run(work) : store.transaction().execute(work)
}
