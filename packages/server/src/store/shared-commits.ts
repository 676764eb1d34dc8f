import type { DatabaseSync } from 'node:sqlite'
// Not the global one, which tests of those who use the server may replace.
import { setImmediate } from 'node:timers'
import { setTimeout } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SqliteDatabase,
  SqliteDriver,
} from 'kysely'

const longestWait = 5000
const busy = 5

/**
 * One connection, which its users take in turns. Every commit waits for the disk, so transactions that end close to each
 * other share one. None of them has ended before that commit is on the disk, and until then nobody reads what they wrote.
 */
export class SharedCommitDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #adapted: SqliteDatabase
  readonly #driver: SqliteDriver
  readonly #turns = new Turns()
  #group: Group | undefined
  /** How often something may have been written. */
  writes = 0

  constructor(database: DatabaseSync, adapted: SqliteDatabase) {
    this.#database = database
    this.#adapted = adapted
    this.#driver = new SqliteDriver({ database: adapted })
  }

  init(): Promise<void> {
    return this.#driver.init()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const end = await this.#turns.begin()
    return new Turn(await this.#driver.acquireConnection(), (query) => this.#prepareFor(query), end)
  }

  /**
   * A transaction that first reads and then writes fails at once if another connection wrote in between, so lock first.
   * SQLite's own waiting would stop the whole process, and with it a connection of the same process that has the lock.
   */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const turn = connection as Turn
    this.writes++
    if (this.#group) {
      this.#run('savepoint member')
    } else {
      const deadline = Date.now() + longestWait
      while (!this.#tryToLock(deadline)) await setTimeout(5)
      this.#group = new Group()
      // When all has run that could run at once.
      setImmediate(() => this.#commitInTurn())
    }
    turn.group = this.#group
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const turn = connection as Turn
    const group = turn.group as Group
    if (group.members > 0) this.#run('release member')
    group.members++
    turn.group = undefined
    turn.end()
    await group.committed
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const turn = connection as Turn
    // Unless the commit has failed, and everything is rolled back.
    if (!turn.group) return
    const { members } = turn.group
    turn.group = undefined
    if (members > 0 && this.#database.isTransaction) this.#run('rollback to member', 'release member')
    else this.#rollBackGroup(new Error('SQLite rolled it back, with all that were to be committed together'))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as Turn).end()
  }

  async destroy(): Promise<void> {
    await this.#commitInTurn()
    await this.#driver.destroy()
  }

  /** For a query outside of transactions. */
  #prepareFor({ query }: CompiledQuery): void {
    this.#commitGroup()
    if (query.kind !== 'SelectQueryNode') this.writes++
  }

  #run(...statements: string[]): void {
    for (const sql of statements) this.#adapted.prepare(sql).run([])
  }

  #tryToLock(deadline: number): boolean {
    try {
      this.#run('begin immediate')
      return true
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy || Date.now() > deadline) throw error
      return false
    }
  }

  async #commitInTurn(): Promise<void> {
    const end = await this.#turns.begin()
    this.#commitGroup()
    end()
  }

  #commitGroup(): void {
    const group = this.#group
    if (!group) return
    try {
      this.#run('commit')
      this.#group = undefined
      group.succeed()
    } catch (error) {
      this.#rollBackGroup(error)
    }
  }

  #rollBackGroup(reason: unknown): void {
    const group = this.#group
    this.#group = undefined
    // A full disk, for example, makes SQLite roll back by itself.
    if (this.#database.isTransaction) this.#run('rollback')
    group?.fail(reason)
  }
}

/** Transactions that are committed together. */
class Group {
  /** How many have done all their work. */
  members = 0
  readonly committed: Promise<void>
  readonly succeed: () => void
  readonly fail: (reason: unknown) => void

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.committed = promise
    this.succeed = resolve
    this.fail = (reason) => (this.members > 0 ? reject(reason) : resolve())
  }
}

/** What one user does with the connection: a transaction, or single queries. */
class Turn implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  readonly #prepareFor: (query: CompiledQuery) => void
  #end: (() => void) | undefined
  /** That the transaction belongs to. */
  group: Group | undefined

  constructor(connection: DatabaseConnection, prepareFor: (query: CompiledQuery) => void, end: () => void) {
    this.#connection = connection
    this.#prepareFor = prepareFor
    this.#end = end
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (!this.group) this.#prepareFor(query)
    return this.#connection.executeQuery(query)
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    if (!this.group) this.#prepareFor(query)
    return this.#connection.streamQuery(query, chunkSize)
  }

  end(): void {
    this.#end?.()
    this.#end = undefined
  }
}

/** One after another, in the order in which they came. */
class Turns {
  #isTaken = false
  readonly #waiting: (() => void)[] = []

  /** Answers what ends the turn. */
  async begin(): Promise<() => void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#isTaken = true
    return () => {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#isTaken = false
    }
  }
}
