import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { DataFileError } from './data-file-error.ts'
import { insertDemoData } from './demo.ts'
import { migrations } from './migrations/index.ts'
import { NodeSqliteDialect } from './node-sqlite.ts'
import type { Database, Store } from './schema.ts'
import { stampSqlite } from './stamp.ts'

/** "TMS1" in ASCII: tells our files from those of other programs. */
const applicationId = 0x544d5331
const longestWait = 5000
const notADatabase = 26

/** Opens the data file, or makes a new one with demo data; `:memory:` keeps nothing. */
export async function openStore(data: string): Promise<Store> {
  const database = connect(data)
  try {
    prepare(database, data)
    const store = new Kysely<Database>({ dialect: new NodeSqliteDialect(database) })
    await store.transaction().execute((transaction) => bringUpToDate(transaction, data))
    stampSqlite(store, database)
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

/** All of it is one transaction: after a crash the file is either complete or still empty. */
async function bringUpToDate(transaction: Store, data: string): Promise<void> {
  const { rows: tables } = await sql`select name from sqlite_schema`.execute(transaction)
  const isNew = tables.length === 0
  if (!isNew) await checkVersion(transaction, data)
  const provider = { getMigrations: async () => migrations }
  const { error } = await new Migrator({ db: transaction, provider }).migrateToLatest()
  if (error) throw error
  if (isNew) {
    await sql.raw(`pragma application_id = ${applicationId}`).execute(transaction)
    await insertDemoData(transaction)
  }
}

async function checkVersion(transaction: Store, data: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(transaction)
  const unknown = rows.find(({ name }) => !(name in migrations))
  if (!unknown) return
  const reason = `a newer version of this server has changed it (${unknown.name}). Update the server, or choose another file`
  throw new DataFileError(data, reason)
}

function reasonOf(error: unknown): string {
  const { errcode, message } = error as { errcode?: number; message: string }
  return errcode === notADatabase ? 'it is not an SQLite database. Choose another file' : message
}
