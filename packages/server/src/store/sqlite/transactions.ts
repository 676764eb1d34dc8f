import {
  type CompiledQuery,
  DefaultQueryExecutor,
  type QueryResult,
  SingleConnectionProvider,
  Transaction,
} from 'kysely'
import type { Database } from '../schema.ts'
import type { Work } from '../transact.ts'
import type { NodeSqliteDialect } from './dialect.ts'
import type { Connection } from './driver.ts'

/**
 * Runs transactions as Kysely does, but with queries that go straight to the connection: between a query and a
 * synchronous database, Kysely's own executor has a dozen promises, which take longer than finding a row by its key.
 */
export function createTransactions(dialect: NodeSqliteDialect) {
  const driver = dialect.createDriver()
  const [compiler, adapter] = [dialect.createQueryCompiler(), dialect.createAdapter()]

  class Executor extends DefaultQueryExecutor {
    readonly #connection: Connection

    constructor(connection: Connection) {
      super(compiler, adapter, new SingleConnectionProvider(connection))
      this.#connection = connection
    }

    override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      return this.#connection.executeQuery(query)
    }
  }

  return async <Result>(work: Work<Result>): Promise<Result> => {
    const connection = await driver.acquireConnection()
    await driver.beginTransaction(connection)
    try {
      const executor = new Executor(connection)
      const result = await work(new Transaction<Database>({ config: { dialect }, dialect, driver, executor }))
      await driver.commitTransaction(connection)
      return result
    } catch (error) {
      await driver.rollbackTransaction(connection)
      throw error
    }
  }
}
