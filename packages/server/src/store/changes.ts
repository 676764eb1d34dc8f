import type { Store } from './schema.ts'

/** Texts that are other ones as soon as the data has changed. */
export interface Changes {
  /** Whatever has changed, and whoever it was. */
  all: () => string
  /** What others have changed than this process. */
  byOthers: () => string
  /** The rows of this table; what others have changed counts whole. */
  of: (table: string) => string
}

const known = new WeakMap<Store, Changes>()

export function watchChanges(store: Store, changes: Changes): void {
  known.set(store, changes)
}

/** Undefined where the database cannot say. */
export function changesOf(store: Store): Changes | undefined {
  return known.get(store)
}
