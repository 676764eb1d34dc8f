import type { Socket } from 'node:net'
// Imported, because users of the server may mock the global timers in their tests.
import { setTimeout } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  type Driver,
  PostgresAdapter,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
} from 'kysely'

/** In milliseconds, for connections to end. */
const longestEnd = 500

/** "TMS1" in ASCII, and the schema: servers using different schemas of a database do not block each other. */
const lock = `pg_advisory_xact_lock(${0x544d5331}, hashtext(current_schema()))`

/** Kysely's PostgreSQL dialect with a single writer among all processes, as in SQLite. */
export class SerialPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #sockets: ReadonlySet<Socket>

  /** @param sockets of the pool; those that are still open at the end are closed */
  constructor(config: PostgresDialectConfig, sockets: ReadonlySet<Socket>) {
    super(config)
    this.#config = config
    this.#sockets = sockets
  }

  override createDriver(): Driver {
    return new SerialDriver(this.#config, this.#sockets)
  }

  override createAdapter(): PostgresAdapter {
    return new LockedAdapter()
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new BinaryTextCompiler()
  }
}

/**
 * A transaction holds the lock of all writers, so what it has read stays valid until it writes. With "read committed",
 * each statement sees everything committed before the lock was acquired.
 */
class SerialDriver extends PostgresDriver {
  readonly #sockets: ReadonlySet<Socket>

  constructor(config: PostgresDialectConfig, sockets: ReadonlySet<Socket>) {
    super(config)
    this.#sockets = sockets
  }

  /** A paused PostgreSQL does not respond to the end of a connection, which would keep the process alive. */
  override async destroy(): Promise<void> {
    const late = new AbortController()
    const timeout = setTimeout(longestEnd, undefined, { signal: late.signal }).catch(() => {})
    await Promise.race([super.destroy(), timeout])
    late.abort()
    for (const socket of this.#sockets) socket.destroy()
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin isolation level read committed; select ${lock}`))
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
      throw error
    }
  }
}

/** Migrations run in a transaction with the writers' lock; Kysely's own lock would remain after a failure. */
class LockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** Text columns compare byte by byte, as in SQLite, independent of the database's locale. */
class BinaryTextCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node)
    if (node.dataType === 'text') this.append(' collate "C"')
  }
}
