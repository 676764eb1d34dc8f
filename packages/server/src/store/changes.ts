import type { Store } from './schema.ts'

/** Means all tables. */
export const everything = '*'

/** The state of the data: strings that differ as soon as the data has changed. */
export interface State {
  /** Includes changes by anyone. */
  all: string
  /** Includes changes by other processes only. */
  byOthers: string
}

export interface Changes {
  now: () => State
  /** State of a table's rows; a change by another process counts for every table. */
  of: (table: string) => string
  /** How often this process has changed any of these tables; `everything` means all tables. */
  countOf: (tables: Iterable<string>) => number
}

const known = new WeakMap<Store, Changes>()

export function watchChanges(store: Store, changes: Changes): void {
  known.set(store, changes)
}

/** Undefined if the database cannot detect changes. */
export function changesOf(store: Store): Changes | undefined {
  return known.get(store)
}
