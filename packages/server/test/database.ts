import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Client } from 'pg'
import { inject, onTestFinished } from 'vitest'
import type { ServerOptions } from '../src/index.ts'
import { connect, copyTemplate, makeAsNew, readTables } from './postgres/databases.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type Row = Record<string, unknown>

/** Storage for one test, in the database of the vitest project; deleted after the test. */
export interface TestDatabase {
  /** Options for `createServer`. */
  options: Pick<ServerOptions, 'data' | 'database'>
  /** The same as command-line arguments. */
  args: string[]
  /** Name in messages. */
  place: string
  /** Runs one statement on its own connection. */
  query: (sql: string) => Promise<Row[]>
  /** Every row of every table, as strings. */
  dump: () => Promise<string>
}

export function newDatabase(): Promise<TestDatabase> {
  return inject('database') === 'postgres' ? newPostgres() : newSqlite()
}

async function newSqlite(): Promise<TestDatabase> {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const query = async (sql: string): Promise<Row[]> => {
    const database = new DatabaseSync(data, { enableForeignKeyConstraints: false })
    const rows = database.prepare(sql).all()
    database.close()
    return rows
  }
  const tables = async () => {
    const found = await query("select name from sqlite_schema where type = 'table' order by name")
    return found.map(({ name }) => String(name))
  }
  return { options: { data }, args: ['--data', data], place: data, query, dump: () => dump(query, tables) }
}

/** Databases of this test file that no test is using. */
const idle: { url: string; client: Client }[] = []

async function newPostgres(): Promise<TestDatabase> {
  const { url, client } = await takeIdle()
  onTestFinished(() => void idle.push({ url, client }))
  return postgresDatabase(url, client)
}

/** @param client a connection to the database, for queries of the test */
export function postgresDatabase(url: string, client: Client): TestDatabase {
  const query = async (sql: string) => (await client.query<Row>(sql)).rows
  return {
    options: { database: url },
    args: ['--database', url],
    place: url,
    query,
    dump: () => dump(query, () => readTables(client)),
  }
}

async function takeIdle(): Promise<{ url: string; client: Client }> {
  const used = idle.pop()
  if (used && (await makeAsNew(used.client).catch(() => false)) !== false) return used
  await used?.client.end()
  const name = `tms_test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`
  const url = await copyTemplate(inject('template') as string, name)
  return { url, client: await connect(url) }
}

async function dump(query: TestDatabase['query'], readTables: () => Promise<string[]>): Promise<string> {
  const tables: Row[][] = []
  for (const table of await readTables()) tables.push(await query(`select * from ${table} order by 1, 2`))
  return JSON.stringify(tables)
}
