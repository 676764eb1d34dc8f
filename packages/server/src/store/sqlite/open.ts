import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { bringUpToDate, NewerVersionError } from '../bring-up-to-date.ts'
import type { Database, Store } from '../schema.ts'
import { stampSqlite } from '../stamp.ts'
import { DataFileError } from './data-file-error.ts'
import { NodeSqliteDialect } from './dialect.ts'

/** "TMS1" in ASCII: tells our files from those of other programs. */
const applicationId = 0x544d5331
const longestWait = 5000
const notADatabase = 26

/** Opens the data file, or makes a new one with demo data; `:memory:` keeps nothing. */
export async function openSqlite(data: string): Promise<Store> {
  const database = connect(data)
  try {
    prepare(database, data)
    const dialect = new NodeSqliteDialect(database)
    const store = new Kysely<Database>({ dialect })
    await store.transaction().execute(fill)
    stampSqlite(store, database, dialect)
    return store
  } catch (error) {
    database.close()
    throw error instanceof DataFileError ? error : new DataFileError(data, reasonOf(error), error)
  }
}

function connect(data: string): DatabaseSync {
  const file = data === ':memory:' ? data : resolve(data)
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    return new DatabaseSync(file, { timeout: longestWait })
  } catch (error) {
    throw new DataFileError(data, reasonOf(error), error)
  }
}

/** Looks before it changes anything, as the file may be somebody else's. */
function prepare(database: DatabaseSync, data: string): void {
  const { tables } = database.prepare('select count(*) as tables from sqlite_schema').get() ?? {}
  const { application_id } = database.prepare('pragma application_id').get() ?? {}
  if (tables !== 0 && application_id !== applicationId) {
    throw new DataFileError(data, 'it is a database of another program. Choose another file')
  }
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  // From here on every write is in a transaction, which waits for its lock by itself.
  database.exec('pragma busy_timeout = 20')
}

async function fill(transaction: Store): Promise<void> {
  const { rows: tables } = await sql`select name from sqlite_schema`.execute(transaction)
  const isNew = tables.length === 0
  await bringUpToDate(transaction, isNew)
  if (isNew) await sql.raw(`pragma application_id = ${applicationId}`).execute(transaction)
}

function reasonOf(error: unknown): string {
  const { errcode, message } = error as { errcode?: number; message: string }
  if (error instanceof NewerVersionError) return `${message}. Update the server, or choose another file`
  return errcode === notADatabase ? 'it is not an SQLite database. Choose another file' : message
}
