import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import type { Store } from './schema.ts'

/** The data was written by a later version; the message says how to go on. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError'
}

/** Inserts what a new store starts with. */
export type FirstData = (transaction: Store) => Promise<void>

/**
 * Makes the tables that are missing. All of it is one transaction: after a crash the store is either complete or empty.
 *
 * @param insertFirst what a store starts with, if there is nothing yet
 * @param schema in which the migrations are noted, where a database has several
 */
export async function bringUpToDate(transaction: Store, insertFirst?: FirstData, schema?: string): Promise<void> {
  const done = insertFirst ? [] : await readDone(transaction)
  const unknown = done.find((name) => !(name in migrations))
  if (unknown) throw new NewerVersionError(`a newer version of this server has changed it (${unknown})`)
  if (done.length < Object.keys(migrations).length) await migrate(transaction, schema)
  await insertFirst?.(transaction)
}

async function readDone(transaction: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(transaction)
  return rows.map(({ name }) => name)
}

async function migrate(transaction: Store, schema: string | undefined): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  const where = schema === undefined ? {} : { migrationTableSchema: schema }
  const { error } = await new Migrator({ db: transaction, provider, ...where }).migrateToLatest()
  if (error) throw error
}
