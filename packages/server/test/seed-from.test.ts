import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestCase, TestRun, User } from '@testsigma-tms/types'
import { describe, expect, test } from 'vitest'
import { AccountFileError } from '../src/index.ts'
import { newDatabase } from './database.ts'
import { project } from './requests.ts'
import { runCli, startCli } from './run-cli.ts'
import { caller, demo, type Started, start, temporaryFolder } from './start.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const example = /^```yaml\n(projects.*?)^```$/ms.exec(readme)?.[1] ?? ''

type Named = { id: string; name: string }

async function list<Row = Named>(call: Started['call'], path: string, key: string): Promise<Row[]> {
  const { body } = await call('GET', path)
  return (body as { data: Record<string, Row[]> }).data[key] ?? []
}

function fileOf(content: unknown, name = 'account.json'): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe("the README's example", () => {
  test('as a command, into new data without demo data', async () => {
    const { args, options, place } = await newDatabase()
    const file = fileOf(example, 'account.yaml')
    expect(await runCli(['seed', '--from', file, '--empty', ...args])).toEqual({
      code: 0,
      stdout: '',
      stderr: `${place} now contains the account of ${file}.\n`,
    })
    const started = await start(options)
    const { call } = started
    const [shop, ...others] = await list(call, '/projects', 'projects')
    expect({ shop, others }).toMatchObject({ shop: { name: 'Web shop' }, others: [] })
    expect((await list(call, '/test_cases/priorities', 'priorities')).map(({ name }) => name)).toEqual(['P1', 'P2'])
    const users = ((await call('GET', '/users')).body as { data: User[] }).data
    expect(users.map(({ email }) => email)).toEqual(['ada@example.com', 'grace@example.com'])

    const { ask } = project(started, String(shop?.id))
    const { test_case } = await ask<{ test_case: TestCase }>('GET', '/test_cases/SHOP-1')
    const [folder] = await list(call, `/projects/${shop?.id}/folders`, 'folders')
    const [, second] = await list(call, '/test_cases/priorities', 'priorities')
    expect(test_case).toMatchObject({
      title: 'Pay by card',
      folder_id: folder?.id,
      owner_id: users[1]?.id,
      priority_id: second?.id,
    })
    const { type_id, status_id, automation_type_id, priority_id, owner_id } = test_case
    const next = { title: 'New', type_id, status_id, automation_type_id, priority_id, owner_id }
    const made = await ask<{ test_case: TestCase }>('POST', '/test_cases', next)
    expect(made.test_case.human_id).toBe('SHOP-3')
    const { test_run } = await ask<{ test_run: TestRun }>('POST', '/test_runs', {
      title: 'All',
      selection_type: 'DYNAMIC',
    })
    const entries = await ask<Record<string, unknown[]>>('GET', `/test_runs/${test_run.id}/test_cases`)
    expect(Object.values(entries)[0]).toHaveLength(3)
  })

  test('as a library, and refuses the same file twice', async () => {
    const { server, call } = await start({ empty: true })
    const file = fileOf(example, 'account.yml')
    await server.seedFrom(file)
    expect(await list(call, '/projects', 'projects')).toHaveLength(1)
    const again = server.seedFrom(file)
    await expect(again).rejects.toThrow(AccountFileError)
    await expect(again).rejects.toThrow('projects[0].name: "Web shop" already exists; leave it out, or choose another')
  })
})

const user = { email: 'ada@example.com', first_name: 'Ada', last_name: 'Byron' }
const shop = { name: 'Web shop', human_id_prefix: 'SHOP' }

test('is added to the demo data, and can refer to its users and lookups', async () => {
  const started = await start()
  const before = ((await started.call('GET', '/users')).body as { data: User[] }).data.length
  const [{ email }] = ((await started.call('GET', '/users')).body as { data: [User] }).data
  const testCase = { title: 'Pay', owner: email.toUpperCase(), priority: 'Medium', labels: ['Smoke'] }
  await started.server.seedFrom(fileOf({ users: [user], projects: [{ ...shop, test_cases: [testCase] }] }))
  expect(((await started.call('GET', '/users')).body as { data: User[] }).data).toHaveLength(before + 1)
  const names = (await list(started.call, '/projects', 'projects')).map(({ name }) => name)
  expect(names.slice(2)).toEqual(['Web shop'])
})

describe('an invalid file is refused with every location and a fix, and nothing is added', () => {
  test.each([
    ['not a mapping', '[]', 'the file: must be an object, got an array'],
    ['an empty file', '', 'not valid JSON'],
    [
      'an unknown field',
      { projects: [{ ...shop, test_case: [] }] },
      'projects[0].test_case: unknown field; remove it, or write one of name, human_id_prefix',
    ],
    ['a prototype name', '{"__proto__": {}}', '__proto__: unknown field'],
    ['a missing field', { users: [{ ...user, email: undefined }] }, 'users[0].email: required; add it'],
    [
      'another type',
      { projects: [{ ...shop, test_cases: [{ title: 7 }] }] },
      'projects[0].test_cases[0].title: must be a string on one line without surrounding spaces, got 7',
    ],
    [
      'two lines',
      { projects: [{ ...shop, name: 'a\nb' }] },
      'projects[0].name: must be a string on one line without surrounding spaces, got "a\\nb"',
    ],
    ['not an e-mail address', { users: [{ ...user, email: 'ada' }] }, 'users[0].email: must be an e'],
    ['half of a surrogate pair', { labels: ['\\\\\ud800'] }, 'a string contains half of a surrogate pair; remove it'],
    ['U+0000', { users: [{ ...user, first_name: '\0' }] }, 'a string contains the character U+0000; remove it'],
    [
      'a user twice',
      { users: [user, { ...user, email: 'ADA@example.com' }] },
      'users[1].email: "ada@example.com" is at users[0].email too; choose another one',
    ],
    ['a project twice', { projects: [shop, shop] }, 'projects[1].name: "Web shop" is at projects[0].name too'],
    [
      'a prefix twice',
      { projects: [shop, { ...shop, name: 'b' }] },
      'projects[1].human_id_prefix: "SHOP" is at projects[0]',
    ],
    [
      'a folder twice',
      { projects: [{ ...shop, folders: ['a', 'a'] }] },
      'projects[0].folders[1]: "a" is at projects[0].folders[0] too',
    ],
    ['a lookup twice', { lookups: { types: ['a', 'a'] } }, 'lookups.types[1]: "a" is at lookups.types[0] too'],
    ['a label twice', { labels: ['a', 'a'] }, 'labels[1]: "a" is at labels[0] too'],
    [
      'a label that exists',
      { labels: ['Smoke'] },
      'labels[0]: "Smoke" already exists; leave it out, or choose another one',
    ],
    [
      'an unknown owner',
      { users: [user], projects: [{ ...shop, test_cases: [{ title: 'a', owner: 'x@y.z' }] }] },
      'projects[0].test_cases[0].owner: must be one of',
    ],
    [
      'an unknown folder',
      { projects: [{ ...shop, test_cases: [{ title: 'a', folder: 'b' }] }] },
      'projects[0].test_cases[0].folder: must be left out, as there is none yet, got "b"',
    ],
    [
      'an unknown priority',
      { projects: [{ ...shop, test_cases: [{ title: 'a', priority: 'P9' }] }] },
      'projects[0].test_cases[0].priority: must be one of High, Medium, got "P9"',
    ],
    [
      'lookups of demo data',
      { lookups: { types: ['a'] } },
      'lookups.types: test case DEMO-1 has a value of the stored list; start from --empty data',
    ],
  ])('%s', async (_, content, problem) => {
    const { options, dump } = await newDatabase()
    const { server } = await start(options)
    const before = await dump()
    const refused = server.seedFrom(fileOf(content))
    await expect(refused).rejects.toThrow(AccountFileError)
    await expect(refused).rejects.toThrow(problem)
    expect(await dump()).toBe(before)
  })

  test('invalid YAML (with its line), cyclic YAML, and a file that is not UTF-8', async () => {
    const { server } = await start()
    const yaml = (content: string) => server.seedFrom(fileOf(content, 'a.yaml'))
    await expect(yaml('labels: [a\nusers: 1')).rejects.toThrow(/not valid YAML: .* at line \d/)
    await expect(yaml('labels: [a]\nlabels: [b]')).rejects.toThrow('not valid YAML: Map keys must be unique at line 2')
    await expect(yaml('users: &a [*a]')).rejects.toThrow(AccountFileError)
    const file = join(temporaryFolder(), 'a.yaml')
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]))
    await expect(server.seedFrom(file)).rejects.toThrow('not encoded in UTF-8; save it in that encoding')
    await expect(yaml('#'.repeat(16 * 1024 * 1024 + 1))).rejects.toThrow('larger than 16 MiB')
    await expect(yaml('['.repeat(200_000))).rejects.toThrow(AccountFileError)
    await expect(server.seedFrom(fileOf('['.repeat(200_000)))).rejects.toThrow(AccountFileError)
  })

  test('as a command, before any data is created', async () => {
    const cwd = temporaryFolder()
    const missing = ['seed', '--from', 'missing.yaml', '--data', 'x.sqlite']
    expect(await runCli(missing, { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^missing\.yaml: cannot be read \(ENOENT.*\); name a file with --from\n$/),
    })
    const folder = await runCli(['seed', '--from', '.', '--data', 'x.sqlite'], { cwd })
    expect(folder).toMatchObject({ code: 1, stderr: expect.stringMatching(/^\.: cannot be read \(EISDIR/) })
    const wrong = fileOf({ labels: [''], user: [] })
    const { code, stderr } = await runCli(['seed', '--from', wrong, '--data', 'x.sqlite'], { cwd })
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 4 })
    expect(existsSync(join(cwd, 'x.sqlite'))).toBe(false)
  })
})

describe('without demo data', () => {
  test('there are only lookups, also after a reset', async () => {
    const { server, call } = await start({ empty: true })
    const expectEmpty = async () => {
      expect(await list(call, '/projects', 'projects')).toEqual([])
      expect(await list(call, '/labels', 'labels')).toEqual([])
      expect((await call('GET', '/users')).body).toMatchObject({ data: [] })
      expect(await list(call, '/test_cases/types', 'types')).not.toEqual([])
    }
    await expectEmpty()
    await server.seed({ users: 1 })
    await server.reset()
    await expectEmpty()
  })

  test('as a command: serve on new data, and reset of old data', async () => {
    const { args } = await newDatabase()
    const { origin, apiKey, process, stdout, finished } = await startCli(['--empty', '--port', '0', ...args])
    expect(await list(caller(origin, apiKey), '/projects', 'projects')).toEqual([])
    const [, path = '', body = ''] = /^curl -X POST '\S+(\/api\S+)' .* -d '(.*)'$/m.exec(stdout) ?? []
    expect(await caller(origin, apiKey)('POST', path, { body })).toMatchObject({ status: 200 })
    expect(await list(caller(origin, apiKey), '/projects', 'projects')).toMatchObject([{ name: 'Web shop' }])
    process.kill('SIGTERM')
    await finished
    const { args: demoArgs, options, place } = await newDatabase()
    await runCli(['keys', 'list', ...demoArgs])
    expect(await runCli(['reset', '--empty', ...demoArgs])).toMatchObject({
      code: 0,
      stderr: `${place} now contains no data but the lookups; keys are kept.\n`,
    })
    const { call } = await start(options)
    expect(await list(call, '/projects', 'projects')).toEqual([])
  })

  test('existing data is kept', async () => {
    const { options } = await newDatabase()
    await (await start(options)).server.close()
    const { call } = await start({ ...options, empty: true })
    expect((await list(call, '/projects', 'projects')).map(({ id }) => id)).toContain(demo.project)
  })
})
