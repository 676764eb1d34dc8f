import type { DatabaseSync } from 'node:sqlite'
import { type Driver, SqliteAdapter, SqliteDialect } from 'kysely'
import { NodeSqliteDriver } from './driver.ts'
import type { FileGuard } from './file-guard.ts'
import { TableChanges } from './table-changes.ts'

export interface Connections {
  /** Of all transactions. */
  writer: DatabaseSync
  /** Of all that is read outside of transactions; the same where there can only be one. */
  reader: DatabaseSync
  guard: FileGuard
}

/** Kysely's SQLite dialect on Node's own SQLite. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly changes: TableChanges
  readonly #driver: NodeSqliteDriver

  constructor({ writer, reader, guard }: Connections) {
    // Its own driver, which would need a database, is never made.
    super({ database: async () => Promise.reject(new Error('unreachable')) })
    this.changes = new TableChanges(writer, guard.file)
    this.#driver = new NodeSqliteDriver(writer, reader, guard, this.changes)
  }

  override createDriver(): Driver {
    return this.#driver
  }

  override createAdapter(): SqliteAdapter {
    return new Adapter()
  }
}

class Adapter extends SqliteAdapter {
  /** SQLite can roll tables back. Kysely only says it cannot because pragmas have no effect inside a transaction. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** Kysely would let in one user at a time, and a transaction would keep readers waiting. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}
