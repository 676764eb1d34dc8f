import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type Driver, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { SharedCommitDriver } from '../shared-commits.ts'

const mostStatements = 200

/** Kysely's SQLite dialect on Node's own SQLite. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #driver: SharedCommitDriver

  constructor(database: DatabaseSync) {
    const adapted = adapt(database)
    super({ database: adapted })
    this.#driver = new SharedCommitDriver(database, adapted)
  }

  /** How often something may have been written through it. */
  get writes(): number {
    return this.#driver.writes
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

  /** Kysely would take care that there is one user at a time, but a commit would keep the next one waiting. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const prepare = keepLatest((sql) => adaptStatement(database.prepare(sql)))
  return { close: () => database.close(), prepare }
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  }
}

/** Statements are told apart by their text; the one that was made longest ago makes room. */
function keepLatest(prepare: (sql: string) => SqliteStatement): (sql: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>()
  return (sql) => {
    const known = kept.get(sql)
    if (known) return known
    const statement = prepare(sql)
    kept.set(sql, statement)
    const [oldest] = kept.keys()
    if (kept.size > mostStatements && oldest !== undefined) kept.delete(oldest)
    return statement
  }
}
