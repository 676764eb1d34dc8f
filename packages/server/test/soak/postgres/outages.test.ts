import { expect, onTestFinished, test, vi } from 'vitest'
import { createServer } from '../../../src/index.ts'
import { newDatabase } from '../../database.ts'
import { connect } from '../../postgres/databases.ts'
import { startCli } from '../../run-cli.ts'
import { caller, demo, start } from '../../start.ts'

test('a server keeps running after its connections were closed, also during writes', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  const create = () => call('POST', `/projects/${demo.project}/folders`, { body: '{"name":"Night"}' })
  const created: number[] = []
  for (let round = 0; round < 20; round++) {
    const writes = Array.from({ length: 10 }, create)
    await query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    created.push(...(await Promise.all(writes)).map(({ status }) => status))
  }
  expect(created.filter((status) => status !== 201 && status !== 503)).toEqual([])
  await vi.waitFor(async () => expect(await create()).toMatchObject({ status: 201 }), { timeout: 10_000 })
  const [{ folders } = { folders: 0 }] = await query("select count(*) as folders from folders where name = 'Night'")
  expect(Number(folders)).toBeGreaterThanOrEqual(created.filter((status) => status === 201).length + 1)
})

test('a write waits a limited time for a hanging process that holds the lock of all writers', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  const client = await connect(String(options.database))
  onTestFinished(() => client.end())
  // Like an idle transaction of a paused server, but without its time limit.
  await client.query(`begin; select pg_advisory_xact_lock(${0x544d5331}, hashtext(current_schema()))`)
  const body = '{"name":"Night"}'
  expect(await call('POST', `/projects/${demo.project}/folders`, { body })).toMatchObject({ status: 503 })
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  await client.query('rollback')
  expect(await call('POST', `/projects/${demo.project}/folders`, { body })).toMatchObject({ status: 201 })
  expect(await query('select 1 as one')).toEqual([{ one: 1 }])
})

test('a paused PostgreSQL process fails only the request that it works on', async ({ skip }) => {
  skip(process.env.TMS_TEST_POSTGRES !== undefined, 'only the processes of our own cluster may be paused')
  const { options, query } = await newDatabase()
  const { call } = await start({ database: `${options.database}?query_timeout=1000` })
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  const own = 'datname = current_database() and pid <> pg_backend_pid()'
  const backends = (await query(`select pid from pg_stat_activity where ${own}`)).map(({ pid }) => Number(pid))
  expect(backends.length).toBeGreaterThan(0)
  for (const pid of backends) process.kill(pid, 'SIGSTOP')
  onTestFinished(() => backends.forEach((pid) => void process.kill(pid, 'SIGCONT')))
  expect(await call('GET', '/users')).toMatchObject({ status: 503 })
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
})

test('a server whose PostgreSQL is paused ends in time when it is told to', async ({ skip }) => {
  skip(process.env.TMS_TEST_POSTGRES !== undefined, 'only the processes of our own cluster may be paused')
  const { args, query } = await newDatabase()
  const { origin, apiKey, process: child, finished } = await startCli(['--port', '0', ...args])
  const call = caller(origin, apiKey)
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  const own = 'datname = current_database() and pid <> pg_backend_pid()'
  const backends = (await query(`select pid from pg_stat_activity where ${own}`)).map(({ pid }) => Number(pid))
  for (const pid of backends) process.kill(pid, 'SIGSTOP')
  onTestFinished(() => backends.forEach((pid) => void process.kill(pid, 'SIGCONT')))
  const underWay = call('GET', '/projects').catch(() => undefined)
  child.kill('SIGTERM')
  expect((await finished).code).toBe(0)
  await underWay
})

test('a read-only database makes writes 503, and reads succeed', async () => {
  const { options, query } = await newDatabase()
  const database = `${options.database}?options=-cdefault_transaction_read_only%3Don`
  await expect(createServer({ database })).rejects.toThrow('takes no writes')
  const { call } = await start(options)
  await query(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
  await query('create trigger refuse before insert on folders execute function refuse()')
  onTestFinished(async () => void (await query('drop function refuse cascade')))
  const { status, body, headers } = await call('POST', `/projects/${demo.project}/folders`, {
    body: '{"name":"Night"}',
  })
  expect({ status, body, retry: headers.get('retry-after') }).toEqual({
    status: 503,
    body: { code: 503, message: 'Service Unavailable: the database takes no writes just now' },
    retry: '1',
  })
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
})
