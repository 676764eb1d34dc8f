import type { DatabaseSync } from 'node:sqlite'
import type { Store } from './schema.ts'

/** Texts that are other ones as soon as somebody has changed the data. */
export interface Stamp {
  /** Whoever it was. */
  all: string
  /** Anybody but this process. */
  others: string
}

const stamps = new WeakMap<Store, () => Stamp>()

/** In which state the data is; undefined where the database cannot say. */
export function stampOf(store: Store): Stamp | undefined {
  return stamps.get(store)?.()
}

/** SQLite counts what other connections have committed, and the dialect what has been written through it. */
export function stampSqlite(store: Store, database: DatabaseSync, dialect: { readonly writes: number }): void {
  const version = database.prepare('pragma data_version')
  version.setReturnArrays(true)
  stamps.set(store, () => {
    const [others] = version.get() as unknown as [number]
    return { others: `${others}`, all: `${others} ${dialect.writes}` }
  })
}
