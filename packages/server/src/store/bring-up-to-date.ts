import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import type { Store } from './schema.ts'

/** The data was written by a newer version; the message suggests a fix. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError'
}

/** Inserts the initial data of a new store. */
export type FirstData = (transaction: Store) => Promise<void>

/**
 * Creates missing tables in one transaction, so that after a crash the store is either complete or empty.
 *
 * @param insertFirst inserts the initial data of a new store
 * @param schema schema of the migration table, if a database has several
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
