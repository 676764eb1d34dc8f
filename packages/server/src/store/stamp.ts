import type { DatabaseSync } from 'node:sqlite'
import type { Store } from './schema.ts'

const stamps = new WeakMap<Store, () => string>()

/**
 * A text that is another one as soon as anybody has changed the data, this process or another one.
 * Undefined where the database cannot say.
 */
export function stampOf(store: Store): string | undefined {
  return stamps.get(store)?.()
}

/** SQLite counts both: what this connection has changed, and what others have committed. */
export function stampSqlite(store: Store, database: DatabaseSync): void {
  const others = database.prepare('pragma data_version')
  const own = database.prepare('select total_changes() as changes')
  stamps.set(store, () => `${others.get()?.data_version} ${own.get()?.changes}`)
}
