import type { Store } from './schema.ts'

/** Stands for all tables. */
export const everything = '*'

/** In which state the data is: texts that are other ones as soon as the data has changed. */
export interface State {
  /** Whatever has changed, and whoever it was. */
  all: string
  /** What others have changed than this process. */
  byOthers: string
}

export interface Changes {
  now: () => State
  /** The state of the rows of this table; what others have changed counts whole. */
  of: (table: string) => string
  /** How often this process has changed any of these tables; `everything` among them stands for all. */
  countOf: (tables: Iterable<string>) => number
}

const known = new WeakMap<Store, Changes>()

export function watchChanges(store: Store, changes: Changes): void {
  known.set(store, changes)
}

/** Undefined where the database cannot say. */
export function changesOf(store: Store): Changes | undefined {
  return known.get(store)
}
