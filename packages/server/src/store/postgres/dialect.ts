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

/** "TMS1" in ASCII, and the schema: servers of other data in the same database do not wait for each other. */
const lock = `pg_advisory_xact_lock(${0x544d5331}, hashtext(current_schema()))`

/** Kysely's PostgreSQL dialect with one writer at a time, among all processes, as SQLite has it. */
export class SerialPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new SerialDriver(this.#config)
  }

  override createAdapter(): PostgresAdapter {
    return new LockedAdapter()
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new BinaryTextCompiler()
  }
}

/**
 * What a transaction has read stays true until it writes, as nobody else writes meanwhile. Its statements see all that
 * was written before it got the lock, because each has a snapshot of its own.
 */
class SerialDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin isolation level read committed; select ${lock}`))
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
      throw error
    }
  }
}

/** Migrations run in a transaction, which has the lock of all writers; Kysely's own would outlive a failure. */
class LockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** Columns of text compare byte by byte, as in SQLite, and not by the rules of whatever language the database has. */
class BinaryTextCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node)
    if (node.dataType === 'text') this.append(' collate "C"')
  }
}
