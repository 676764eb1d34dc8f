import type { DatabaseSync } from 'node:sqlite'
// Imported, because users of the server may mock the global timers in their tests.
import { setTimeout } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import { Mutex } from '../mutex.ts'
import { UnavailableError } from '../unavailable-error.ts'
import { Checkpoints } from './checkpoints.ts'
import type { FileGuard } from './file-guard.ts'
import { Statements } from './statements.ts'
import type { TableChanges } from './table-changes.ts'

const longestWait = 5000
const pause = 5
const busy = 5
/** A transaction that changes so many has much to move from the log into the data file. */
const manyRows = 50_000

/**
 * Uses two connections: one for all transactions, which run one after another, and one for reading, even while a
 * transaction waits for another process. Data in memory has a single connection, so there reads wait too.
 */
export class NodeSqliteDriver implements Driver {
  readonly #writer: Statements
  readonly #reader: Statements
  readonly #guard: FileGuard
  readonly #changes: TableChanges
  readonly #checkpoints: Checkpoints
  readonly #mutex = new Mutex()

  constructor(writer: DatabaseSync, reader: DatabaseSync, guard: FileGuard, changes: TableChanges) {
    this.#writer = new Statements(writer, guard.file)
    this.#reader = reader === writer ? this.#writer : new Statements(reader, guard.file)
    this.#guard = guard
    this.#changes = changes
    this.#checkpoints = new Checkpoints(writer, guard.file)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return new Connection((query) => this.#read(query))
  }

  async releaseConnection(): Promise<void> {}

  /**
   * Locks before reading: a transaction that reads first fails immediately if another connection wrote in between.
   * SQLite's own waiting would block the whole process, including a connection of this process that holds the lock.
   */
  async beginTransaction(connection: Connection): Promise<void> {
    const unlock = await this.#mutex.lock()
    try {
      this.#guard.check()
      for (const start = performance.now(); !this.#tryToLock(start); ) await setTimeout(pause)
    } catch (error) {
      unlock()
      throw error
    }
    connection.begin((query) => {
      this.#changes.note(query)
      const result = this.#writer.execute<never>(query)
      connection.changedRows += Number(result.numAffectedRows ?? 0)
      return result
    }, unlock)
  }

  async commitTransaction(connection: Connection): Promise<void> {
    if (connection.changedRows < manyRows || this.#reader === this.#writer) this.#writer.run('commit')
    else this.#checkpoints.commitLarge(() => this.#writer.run('commit'))
    this.#changes.count()
    this.#guard.noteCommit()
    connection.end()
    // A commit to a deleted file would be lost, so it must not be acknowledged.
    this.#guard.check()
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    this.#changes.forget()
    // SQLite may have rolled back already, for example because the disk is full.
    if (connection.isInTransaction && this.#writer.database.isTransaction) this.#writer.run('rollback')
    connection.end()
  }

  async destroy(): Promise<void> {
    const unlock = await this.#mutex.lock()
    await this.#checkpoints.end()
    if (this.#reader !== this.#writer) this.#reader.database.close()
    this.#writer.database.close()
    unlock()
  }

  async #read<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#guard.checkSometimes()
    if (this.#reader !== this.#writer) return this.#reader.execute(query)
    const unlock = await this.#mutex.lock()
    try {
      return this.#reader.execute(query)
    } finally {
      unlock()
    }
  }

  #tryToLock(start: number): boolean {
    try {
      this.#writer.run('begin immediate')
      return true
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy) throw error
      if (performance.now() - start > longestWait) {
        throw new UnavailableError(`another process has locked the data file for ${longestWait} ms`, { cause: error })
      }
      return false
    }
  }
}

type Execute = (query: CompiledQuery) => QueryResult<never> | Promise<QueryResult<never>>

/** The operations of one user: a transaction, or single queries. */
export class Connection implements DatabaseConnection {
  /** By its transaction. */
  changedRows = 0
  #execute: Execute
  #unlock: (() => void) | undefined

  constructor(execute: Execute) {
    this.#execute = execute
  }

  get isInTransaction(): boolean {
    return this.#unlock !== undefined
  }

  begin(execute: Execute, unlock: () => void): void {
    this.#execute = execute
    this.#unlock = unlock
  }

  end(): void {
    this.#execute = refuse
    this.#unlock?.()
    this.#unlock = undefined
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#execute(query)
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('This driver does not stream')
  }
}

function refuse(): never {
  throw new Error('The transaction has ended')
}
