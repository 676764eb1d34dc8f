import type { DatabaseSync } from 'node:sqlite'
import { SqliteAdapter, SqliteDialect } from 'kysely'
import { NodeSqliteDriver } from './driver.ts'
import type { FileGuard } from './file-guard.ts'
import { TableChanges } from './table-changes.ts'

export interface Connections {
  /** Used by all transactions. */
  writer: DatabaseSync
  /** Used for reading outside transactions; the same connection for data in memory. */
  reader: DatabaseSync
  guard: FileGuard
}

/** Kysely's SQLite dialect for Node's built-in SQLite. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly changes: TableChanges
  readonly #driver: NodeSqliteDriver

  constructor({ writer, reader, guard }: Connections) {
    // Kysely's own driver, which would need a database, is never created.
    super({ database: async () => Promise.reject(new Error('unreachable')) })
    this.changes = new TableChanges(writer, guard.file)
    this.#driver = new NodeSqliteDriver(writer, reader, guard, this.changes)
  }

  override createDriver(): NodeSqliteDriver {
    return this.#driver
  }

  /** One for all stores, so that all of them share prepared queries. */
  override createAdapter(): SqliteAdapter {
    return adapter
  }
}

class Adapter extends SqliteAdapter {
  /** SQLite can roll back schema changes. Kysely denies it only because pragmas have no effect inside a transaction. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** Otherwise Kysely would serialise all users, and a transaction would block readers. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

const adapter = new Adapter()
