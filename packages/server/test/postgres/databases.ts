import { Client } from 'pg'

export const templateName = 'tms_test_template'

export async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  // Some tests drop the database while it is connected.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Keeps a copy of every row in a second schema, from which a used database is restored. */
export async function notePristineData(template: string): Promise<void> {
  const client = await connect(template)
  await client.query('create schema pristine')
  for (const table of await readTables(client)) {
    await client.query(`create table pristine.${table} as table public.${table}`)
  }
  await client.end()
}

/** Also drops those of earlier runs. */
export async function dropTestDatabases(url: string): Promise<void> {
  const admin = await connect(url)
  const { rows } = await admin.query<{ datname: string }>(
    String.raw`select datname from pg_database where datname like 'tms\_test\_%'`,
  )
  for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
  await admin.end()
}

/** Copies the template database. */
export async function copyTemplate(template: string, name: string): Promise<string> {
  const admin = await connect(databaseBeside(template, 'postgres'))
  await admin.query(`create database ${name} template ${templateName}`)
  await admin.end()
  return databaseBeside(template, name)
}

/** Restores the original rows, which is much faster than another copy. Fails if a test has dropped tables. */
export async function makeAsNew(client: Client): Promise<void> {
  const tables = await readTables(client, 'pristine')
  const statements = [
    // Foreign keys are disabled, so the order does not matter.
    'set session_replication_role = replica',
    ...tables.map((table) => `delete from public.${table}`),
    ...tables.map((table) => `insert into public.${table} table pristine.${table}`),
    'set session_replication_role = origin',
  ]
  await client.query(statements.join(';'))
}

export async function readTables(client: Client, schema = 'public'): Promise<string[]> {
  const { rows } = await client.query<{ tablename: string }>(
    'select tablename from pg_tables where schemaname = $1 order by tablename',
    [schema],
  )
  return rows.map(({ tablename }) => tablename)
}

function databaseBeside(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}
