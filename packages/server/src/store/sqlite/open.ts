import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { bringUpToDate, type FirstData } from '../bring-up-to-date.ts'
import { watchChanges } from '../changes.ts'
import type { Database, Store } from '../schema.ts'
import { useTransactions } from '../transact.ts'
import { DataFileError } from './data-file-error.ts'
import { NodeSqliteDialect } from './dialect.ts'
import { FileGuard } from './file-guard.ts'
import { reasonOf } from './sqlite-error.ts'
import { createTransactions } from './transactions.ts'

/**
 * Whether commits wait for the disk: `normal` does not and survives a kill of the process; `full` does and also
 * survives a power failure.
 */
export type Sync = 'normal' | 'full'

/** "TMS1" in ASCII; identifies our files. */
const applicationId = 0x544d5331
const longestWait = 5000
const inMemory = ':memory:'

/** Opens or creates the data file; `:memory:` stores nothing on disk. */
export async function openSqlite(data: string, sync: Sync, insertFirst: FirstData): Promise<Store> {
  const writer = connect(data)
  const connections = [writer]
  try {
    prepare(writer, data, sync)
    const reader = data === inMemory ? writer : connectReader(data)
    connections.push(reader)
    const dialect = new NodeSqliteDialect({ writer, reader, guard: new FileGuard(data, () => countFrames(writer)) })
    const store = new Kysely<Database>({ dialect })
    // A transaction of Kysely's, because it closes only a store that it has used.
    await store.transaction().execute((transaction) => fill(transaction, insertFirst))
    useTransactions(store, createTransactions(dialect))
    watchChanges(store, dialect.changes)
    return store
  } catch (error) {
    for (const connection of new Set(connections)) connection.close()
    throw error instanceof DataFileError ? error : new DataFileError(data, reasonOf(error), error)
  }
}

function connect(data: string): DatabaseSync {
  const file = data === inMemory ? data : resolve(data)
  try {
    if (file !== inMemory) createPrivately(file)
    if (file !== inMemory) checkWritable(file)
    return new DatabaseSync(file, { timeout: longestWait })
  } catch (error) {
    throw error instanceof DataFileError ? error : new DataFileError(data, reasonOf(error), error)
  }
}

/** Creates a file that only its owner can read; SQLite gives the same permissions to the files next to it. */
function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    closeSync(openSync(file, 'ax', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** SQLite would silently open the file read-only, and fail only at the first write. It would read a device without end. */
function checkWritable(file: string): void {
  accessSync(file, constants.R_OK | constants.W_OK)
  const stats = statSync(file)
  if (stats.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
  if (!stats.isFile()) throw new DataFileError(file, 'it is not a regular file. Choose a file')
}

function connectReader(data: string): DatabaseSync {
  return new DatabaseSync(resolve(data), { readOnly: true, timeout: longestWait })
}

/** Checks the file before changing anything, because it may belong to another program. */
function prepare(writer: DatabaseSync, data: string, sync: Sync): void {
  const { tables } = writer.prepare('select count(*) as tables from sqlite_schema').get() ?? {}
  const { application_id } = writer.prepare('pragma application_id').get() ?? {}
  if (tables !== 0 && application_id !== applicationId) {
    throw new DataFileError(data, 'it is a database of another program. Choose another file')
  }
  writer.exec(`pragma journal_mode = wal; pragma synchronous = ${sync}; pragma foreign_keys = on`)
  // From here on, every write is in a transaction, which waits for its lock by itself.
  writer.exec('pragma busy_timeout = 0')
}

/** Counts the pages in the write-ahead log; undefined while another process uses it. */
function countFrames(writer: DatabaseSync): number | undefined {
  try {
    const { busy, log } = writer.prepare('pragma wal_checkpoint').get() ?? {}
    return busy === 0 ? Number(log) : undefined
  } catch {
    // Pages are missing.
    return Number.MAX_SAFE_INTEGER
  }
}

async function fill(transaction: Store, insertFirst: FirstData): Promise<void> {
  const { rows: tables } = await sql`select name from sqlite_schema`.execute(transaction)
  const isNew = tables.length === 0
  await bringUpToDate(transaction, isNew ? insertFirst : undefined)
  if (isNew) await sql.raw(`pragma application_id = ${applicationId}`).execute(transaction)
}
