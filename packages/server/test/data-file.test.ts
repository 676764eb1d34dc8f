import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { createServer, DataFileError } from '../src/index.ts'
import { newDatabase } from './database.ts'
import { runCli, startCli } from './run-cli.ts'
import { caller, demo, start, temporaryFolder } from './start.ts'

/** File permissions do not apply to root, the user in CI. */
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

describe('an unusable data file is refused, with its name and the reason', () => {
  test('not an SQLite database', async () => {
    const data = join(temporaryFolder(), 'notes.txt')
    writeFileSync(data, 'These are my notes, and they are long enough to have a header.\n'.repeat(20))
    const before = readFileSync(data)
    await expectRefused(data, `Cannot use ${data}: it is not an SQLite database. Choose another file`)
    expect(readFileSync(data)).toEqual(before)
    expect(existsSync(`${data}.key`)).toBe(false)
  })

  test('the database of another program', async () => {
    const data = join(temporaryFolder(), 'other.sqlite')
    execute(data, 'create table users (name text)')
    const before = readFileSync(data)
    await expectRefused(data, 'it is a database of another program. Choose another file')
    expect(readFileSync(data)).toEqual(before)
  })

  test('a newer version of the schema', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    await (await createServer({ data })).close()
    execute(data, "insert into kysely_migration values ('0002-later', '2030-01-01T00:00:00.000Z')")
    await expectRefused(data, 'a newer version of this server has changed it (0002-later)')
  })

  test('a truncated file', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    await (await createServer({ data })).close()
    truncateSync(data, 20_000)
    await expectRefused(data, 'it is damaged. Put a copy in its place')
  })

  test('a file that is damaged further inside', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    await (await createServer({ data })).close()
    damage(data, 'api_keys')
    await expectRefused(data, 'it is damaged. Put a copy in its place')
    const { code, stderr } = await runCli(['keys', 'list', '--data', data])
    expect({ code, lines: stderr.split('\n').length }, stderr).toEqual({ code: 1, lines: 2 })
  })

  test('a path below a file', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    await expectRefused(join(file, 'tms.sqlite'), 'its folder cannot be made (')
  })

  test('a folder', async () => {
    await expectRefused(temporaryFolder(), 'it is a folder. Choose a file')
  })

  test.skipIf(process.platform === 'win32')('a device, which may have no end', async () => {
    await expectRefused('/dev/zero', 'it is not a regular file. Choose a file')
    await expectRefused('/dev/null', 'it is not a regular file. Choose a file')
  })

  test('a dangling link', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    symlinkSync(join(temporaryFolder(), 'gone', 'tms.sqlite'), data)
    await expectRefused(data, 'it cannot be made (ENOENT')
  })

  test.each([
    ['a file that this user may only read', 0o777, 0o444],
    ['a file that this user may not even read', 0o777, 0o000],
    ['a file in a folder that this user may not write', 0o555, 0o666],
  ])('%s', async (_, folderMode, fileMode) => {
    const folder = temporaryFolder()
    const data = join(folder, 'tms.sqlite')
    await (await createServer({ data })).close()
    chmodSync(data, fileMode)
    chmodSync(folder, folderMode)
    const { code, stderr } = await runCli(['--port', '0', '--data', data], asNobody)
    expect({ code, lines: stderr.split('\n').length }, stderr).toEqual({ code: 1, lines: 2 })
    expect(stderr).toContain(`Cannot use ${data}: this user may not write it`)
  })

  async function expectRefused(data: string, reason: string): Promise<void> {
    const refused = createServer({ data })
    await expect(refused).rejects.toThrow(DataFileError)
    await expect(refused).rejects.toThrow(reason)
  }
})

describe('a data file that was changed from outside', () => {
  test.each([
    ['deleted', 'it was deleted', (file: string) => rmSync(file)],
    [
      'replaced',
      'it was replaced by another file',
      (file: string) => {
        rmSync(file)
        writeFileSync(file, '')
      },
    ],
    ['emptied', 'it was emptied', (file: string) => truncateSync(file)],
    ['without its log', 'tms.sqlite-wal was deleted', (file: string) => rmSync(`${file}-wal`)],
    ['with an empty log', 'tms.sqlite-wal was shortened', (file: string) => truncateSync(`${file}-wal`)],
    ['with half of its log', 'tms.sqlite-wal was shortened', (file: string) => truncateSync(`${file}-wal`, 6000)],
  ])('after it was %s, accepts no writes, and reports the reason once', async (_, reason, change) => {
    const { options } = await newDatabase()
    const lines: string[] = []
    const reasons: string[] = []
    const onFatal = ({ message }: Error) => reasons.push(message)
    const { call } = await start({ ...options, log: (line) => lines.push(line), onFatal })
    expect(await call('GET', '/users')).toMatchObject({ status: 200 })
    await call('PUT', `/projects/${demo.project}`, { body: '{"name":"Before"}' })
    change(String(options.data))
    for (const name of ['Clinic', 'Ward']) {
      const body = JSON.stringify({ name })
      expect(await call('PUT', `/projects/${demo.project}`, { body })).toMatchObject({ status: 500 })
    }
    expect(reasons).toEqual([expect.stringContaining(reason)])
  })
})

test('a log that another process empties after it has moved everything into the data file is no loss', async () => {
  const { options } = await newDatabase()
  const { call } = await start(options)
  for (const name of ['Clinic', 'Ward', 'Practice']) {
    const body = JSON.stringify({ name })
    expect(await call('PUT', `/projects/${demo.project}`, { body })).toMatchObject({ status: 200 })
    execute(String(options.data), 'pragma wal_checkpoint(truncate)')
    expect(statSync(`${options.data}-wal`).size).toBe(0)
  }
  expect(await call('GET', `/projects/${demo.project}`)).toMatchObject({
    body: { data: { project: { name: 'Practice' } } },
  })
})

test('damage in a page that was not read yet stops the server at the first read', async () => {
  const { options } = await newDatabase()
  await (await createServer(options)).close()
  damage(String(options.data), 'step_groups')
  const reasons: string[] = []
  const { call } = await start({ ...options, onFatal: ({ message }: Error) => reasons.push(message) })
  expect(await call('GET', `/projects/${demo.project}/test_plans`)).toMatchObject({ status: 200 })
  expect(await call('GET', `/projects/${demo.project}/step_groups`)).toMatchObject({ status: 500 })
  expect(reasons).toEqual([expect.stringContaining('it is damaged')])
})

test('a full disk makes a write 503, with the reason, and the server keeps running', async () => {
  const { args } = await newDatabase()
  // A file size limit behaves like a full disk.
  const through = ['sh', '-c', 'ulimit -f 4000; exec "$@"', 'sh']
  const { origin, apiKey, process: child, finished } = await startCli(['--port', '0', ...args], { through })
  const call = caller(origin, apiKey)
  const body = JSON.stringify({ name: 'x'.repeat(90_000) })
  const statuses: number[] = []
  while (statuses.at(-1) !== 503 && statuses.length < 100) {
    statuses.push((await call('POST', `/projects/${demo.project}/folders`, { body })).status)
  }
  expect(statuses.filter((status) => status !== 201)).toEqual([503])
  const { body: list } = await call('GET', `/projects/${demo.project}/folders?page_size=1`)
  expect(list).toMatchObject({ page_info: { total_count: statuses.length - 1 + 3 } })
  expect(await call('POST', `/projects/${demo.project}/folders`, { body })).toMatchObject({
    body: { message: expect.stringContaining('Service Unavailable: the data file cannot be used') },
  })
  child.kill('SIGTERM')
  expect((await finished).stderr).not.toContain('    at ')
})

function damage(data: string, table: string): void {
  const database = new DatabaseSync(data)
  const { page } = database.prepare('select rootpage as page from sqlite_schema where name = ?').get(table) ?? {}
  const { page_size: size } = database.prepare('pragma page_size').get() ?? {}
  database.close()
  const file = openSync(data, 'r+')
  writeSync(file, Buffer.alloc(Number(size), 0xff), 0, Number(size), (Number(page) - 1) * Number(size))
  closeSync(file)
}

function execute(data: string, sql: string): void {
  const database = new DatabaseSync(data)
  database.exec(sql)
  database.close()
}
