import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { CompiledQuery, QueryResult } from 'kysely'
import { explaining } from './sqlite-error.ts'

const mostStatements = 200

interface Prepared {
  statement: StatementSync
  /** Whether it returns rows. */
  isReading: boolean
}

/** A connection with its cache of prepared statements; the oldest is evicted. */
export class Statements {
  readonly database: DatabaseSync
  readonly #file: string
  readonly #prepared = new Map<string, Prepared>()

  /** @param file name of the database in messages */
  constructor(database: DatabaseSync, file: string) {
    this.database = database
    this.#file = file
  }

  execute<Row>(query: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<Row> {
    return explaining(this.#file, () => this.#execute<Row>(query))
  }

  run(...statements: string[]): void {
    for (const sql of statements) this.execute({ sql, parameters: [] })
  }

  #execute<Row>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<Row> {
    const { statement, isReading } = this.#prepare(sql)
    const values = parameters as SQLInputValue[]
    if (isReading) return { rows: statement.all(...values) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.database.prepare(sql)
    const prepared = { statement, isReading: statement.columns().length > 0 }
    this.#prepared.set(sql, prepared)
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size > mostStatements && oldest !== undefined) this.#prepared.delete(oldest)
    return prepared
  }
}
