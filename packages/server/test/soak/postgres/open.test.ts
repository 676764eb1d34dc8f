import { inspect } from 'node:util'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { createServer, DatabaseError } from '../../../src/index.ts'
import { newDatabase } from '../../database.ts'
import { connect } from '../../postgres/databases.ts'
import { newCase, project, startProject } from '../../requests.ts'
import { runCli, startCli } from '../../run-cli.ts'
import { caller, start } from '../../start.ts'

const secret = 'se$ame'

/** The URL with another user, password or database of the cluster. */
function urlWith(changes: Partial<URL>): string {
  return Object.assign(new URL(String(inject('template'))), changes).href
}

async function execute(statement: string): Promise<void> {
  const client = await connect(urlWith({ pathname: '/postgres' }))
  await client.query(statement)
  await client.end()
}

/** Creates an empty database; it is deleted with the cluster. */
async function createDatabase(options = ''): Promise<string> {
  const name = `tms_test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`
  await execute(`create database ${name} ${options}`)
  return urlWith({ pathname: `/${name}` })
}

describe('an unusable database is refused in one sentence, without its password', () => {
  test('nothing listens', () =>
    expectRefused(
      'postgres://tms:se%24ame@127.0.0.1:1/tms',
      'Cannot use postgres://tms@127.0.0.1:1/tms: nothing listens there. Start PostgreSQL, or name another host and port with --database',
    ))

  test('it does not exist', () =>
    expectRefused(
      urlWith({ pathname: '/tms_test_nowhere', password: secret }),
      'there is no such database. Make it with createdb',
    ))

  test('the password is wrong, or missing', async ({ skip }) => {
    skip(process.env.TMS_TEST_POSTGRES !== undefined, 'only our own cluster asks this user for a password')
    await execute("create role guarded login password 'open'")
    onTestFinished(() => execute('drop role guarded'))
    await expectRefused(urlWith({ username: 'guarded', password: secret }), 'user and password are refused')
    await expectRefused(
      urlWith({ username: 'guarded' }),
      'it asks for a password. Give it in --database, or in PGPASSWORD',
    )
  })

  test('it has tables of another program', async () => {
    const database = await createDatabase()
    const client = await connect(database)
    onTestFinished(() => client.end())
    await client.query('create table users (name text)')
    await expectRefused(database, 'its schema public has tables of another program')
    expect((await client.query("select tablename from pg_tables where schemaname = 'public'")).rows).toHaveLength(1)
  })

  test('the user may not make tables', async () => {
    const database = await createDatabase()
    const client = await connect(database)
    onTestFinished(() => client.end())
    await client.query('create schema theirs; create role reader login; grant usage on schema theirs to reader')
    onTestFinished(async () => void (await client.query('drop owned by reader; drop role reader')))
    const asReader = Object.assign(new URL(database), { username: 'reader', search: '?options=-csearch_path%3Dtheirs' })
    await expectRefused(asReader.href, 'the user may not make tables in its schema theirs')
  })

  test('a newer version has changed it', async () => {
    const { options, query } = await newDatabase()
    await query("insert into kysely_migration values ('0002-later', '2030-01-01T00:00:00.000Z')")
    await expectRefused(String(options.database), 'a newer version of this server has changed it (0002-later). Update')
  })

  async function expectRefused(database: string, reason: string): Promise<void> {
    const error = await createServer({ database }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(DatabaseError)
    expect((error as Error).message).toContain(reason)
    const { code, stdout, stderr } = await runCli(['--port', '0', '--database', database])
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${(error as Error).message}\n` })
    for (const password of [secret, encodeURIComponent(secret)]) expect(inspect(error)).not.toContain(password)
  }
})

test('a new database may start empty, and stays so at a later start', async () => {
  const database = await createDatabase()
  const { call, server } = await start({ database, empty: true })
  expect(await call('GET', '/projects')).toMatchObject({ body: { data: { projects: [] } } })
  expect(await call('GET', '/users')).toMatchObject({ body: { data: [] } })
  expect(await call('GET', '/test_cases/priorities')).toMatchObject({ body: { data: { priorities: [{}, {}] } } })
  await server.close()
  const { origin, apiKey } = await startCli(['--port', '0', '--database', database])
  expect(await caller(origin, apiKey)('GET', '/projects')).toMatchObject({ body: { data: { projects: [] } } })
})

test('schemas of one database are separate', async () => {
  const database = await createDatabase()
  const client = await connect(database)
  await client.query('create schema one; create schema other')
  await client.end()
  const [one, other] = ['one', 'other'].map((schema) => ({ database: `${database}?options=-csearch_path%3D${schema}` }))
  const { ask } = await startProject(one)
  await ask('POST', '/test_cases', newCase)
  const second = await startProject(other)
  expect(await second.ask('GET', '/test_cases')).toMatchObject({ test_cases: { length: 4 } })
})

test('lists and filters do not depend on the locale of the database', async () => {
  // In this locale Z sorts before T, and lower() also converts letters other than A to Z.
  const database = await createDatabase("template template0 locale_provider icu icu_locale 'et'")
  const { ask } = await startProject({ database })
  const titles = Array.from({ length: 60 }, (_, index) => `Ärzte ${index}`)
  for (const title of titles) await ask('POST', '/test_cases', { ...newCase, title })
  const path = `/test_cases?page_size=100&title__CONTAINS=${encodeURIComponent('Ä')}RZTE`
  const { test_cases } = await ask<{ test_cases: { title: string }[] }>('GET', path)
  expect(test_cases.map(({ title }) => title)).toEqual(titles)
  const inLowerCase = path.replace(encodeURIComponent('Ä'), encodeURIComponent('ä'))
  expect(await ask('GET', inLowerCase)).toEqual({ test_cases: [] })
})

test('titles and prefixes may be longer than an index allows', async () => {
  const long = Array.from({ length: 2000 }, () => crypto.randomUUID()).join('')
  const prefix = long.slice(0, 5000)
  const { ask, started } = await startProject()
  const created = await ask<{ project: { id: string } }>('POST', '//projects', { name: 'x', human_id_prefix: prefix })
  const inside = project(started, created.project.id)
  const run = { title: long, selection_type: 'DYNAMIC' }
  await inside.ask('POST', '/test_runs', run)
  expect(await inside.send('POST', '/test_runs', run)).toMatchObject({ status: 422 })
  expect(await inside.ask('GET', `/test_runs/${prefix}-R-1`)).toMatchObject({ test_run: { name: long } })
})

test('the random key is valid until the server stops, a given one permanently', async () => {
  const { options, args, query } = await newDatabase()
  const { origin, apiKey, process, finished } = await startCli(['--port', '0', ...args])
  expect(await caller(origin, apiKey)('GET', '/users')).toMatchObject({ status: 200 })
  expect(await query('select hash from api_keys')).toHaveLength(1)
  process.kill('SIGTERM')
  expect((await finished).code).toBe(0)
  expect(await query('select hash from api_keys')).toEqual([])

  await (await createServer({ ...options, apiKey: 'for-good' })).close()
  const { server } = await start(options)
  expect(await caller('http://tms.test', 'for-good', server.fetch)('GET', '/users')).toMatchObject({ status: 200 })
})
