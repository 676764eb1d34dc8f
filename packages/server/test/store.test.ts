import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { runCli } from './run-cli.ts'
import { caller, demo, start, temporaryFolder } from './start.ts'

test('creates the folder of a new data file, and fills the file in one transaction', async () => {
  const data = join(temporaryFolder(), 'a', 'b', 'tms.sqlite')
  await start({ data })
  const database = new DatabaseSync(data)
  expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
  expect(database.prepare('select count(*) as runs from test_runs').get()).toEqual({ runs: 2 })
  database.close()
})

test('an empty file is a new data file', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  writeFileSync(data, '')
  const { call } = await start({ data })
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
})

test('demo data is not restored at a later start', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  await (await createServer({ data })).close()
  execute(data, `delete from users where id = '${demo.users[1]}'`)
  const { call } = await start({ data })
  expect(await call('GET', '/users')).toMatchObject({ body: { page_info: { total_count: 3 } } })
})

describe('keys', () => {
  test('a random key is stored next to the data, readable by its owner only', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    const first = await createServer({ data })
    await first.close()
    const { server, call } = await start({ data })
    expect(server.apiKey).toBe(first.apiKey)
    expect(readFileSync(`${data}.key`, 'utf8')).toBe(`${first.apiKey}\n`)
    expect(statSync(`${data}.key`).mode & 0o777).toBe(0o600)
    expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  })

  test('a key from an earlier start stays valid, and is not stored in plain text', async () => {
    const folder = temporaryFolder()
    const data = join(folder, 'tms.sqlite')
    const apiKey = 'sesame-open-sesame'
    const first = await createServer({ data, apiKey })
    await caller('http://tms.test', apiKey, first.fetch)('GET', '/users')
    expectNowhere(folder, apiKey)
    await first.close()
    expectNowhere(folder, apiKey)

    const { server } = await start({ data })
    expect(server.apiKey).not.toBe(apiKey)
    for (const key of [apiKey, server.apiKey]) {
      expect(await caller('http://tms.test', key, server.fetch)('GET', '/users')).toMatchObject({ status: 200 })
    }
    expectNowhere(folder, apiKey)
  })

  test('the random key is not in the database either', async () => {
    const folder = temporaryFolder()
    const { server } = await start({ data: join(folder, 'tms.sqlite') })
    for (const file of readdirSync(folder).filter((name) => !name.endsWith('.key'))) {
      expect(readFileSync(join(folder, file)).includes(server.apiKey), file).toBe(false)
    }
  })

  test('a missing key file is replaced, and a damaged one is reported', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    await (await createServer({ data })).close()
    rmSync(`${data}.key`)
    await (await createServer({ data })).close()
    writeFileSync(`${data}.key`, 'two words')
    await expect(createServer({ data })).rejects.toThrow(
      `The key in ${data}.key (delete the file to get a new one) must be`,
    )
    writeFileSync(`${data}.key`, '')
    await expect(createServer({ data })).rejects.toThrow(
      `The key in ${data}.key (delete the file to get a new one) must be`,
    )
  })

  test('the key that is stored next to the data stays revoked', {
    timeout: 60_000,
  }, async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    const keys = (...args: string[]) => runCli(['keys', ...args, '--data', data])
    const first = await start({ data })
    const id = (await keys('list')).stdout.slice(0, 8)
    expect(await keys('revoke', id)).toMatchObject({ code: 0 })
    expect(existsSync(`${data}.key`)).toBe(false)
    expect(await first.call('GET', '/users')).toMatchObject({ status: 401 })

    const second = await start({ data })
    expect(second.server.apiKey).not.toBe(first.server.apiKey)
    expect(await second.call('GET', '/users')).toMatchObject({ status: 200 })
    expect(await first.call('GET', '/users')).toMatchObject({ status: 401 })
  })

  test('an unreadable key file is reported in one sentence', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    mkdirSync(`${data}.key`)
    await expect(createServer({ data })).rejects.toThrow(`Cannot use ${data}.key: it cannot be read or written (EISDIR`)
  })

  test('data is readable by its owner only', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    await start({ data })
    for (const file of [data, `${data}-wal`, `${data}-shm`]) expect(statSync(file).mode & 0o777, file).toBe(0o600)
  })

  test('each server in memory has its own', async () => {
    const [one, other] = [await start(), await start()]
    expect(one.server.apiKey).not.toBe(other.server.apiKey)
    expect(await caller('http://tms.test', one.server.apiKey, other.server.fetch)('GET', '/users')).toMatchObject({
      status: 401,
    })
  })
})

function expectNowhere(folder: string, secret: string): void {
  const files = readdirSync(folder)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(readFileSync(join(folder, file)).includes(secret), file).toBe(false)
}

function execute(data: string, sql: string): void {
  const database = new DatabaseSync(data)
  database.exec(sql)
  database.close()
}
