import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startWorld } from './run-tms.ts'

describe('an invalid command line exits with 3 and says what to do', () => {
  test.each([
    ['user list', "unknown command 'user'\n(Did you mean users?)"],
    ['users lst', "unknown command 'lst'\n(Did you mean list?)"],
    ['users list --limt 3', "unknown option '--limt'\n(Did you mean --limit?)"],
    ['user list --help', "unknown command 'user'\n(Did you mean users?)"],
    ['help user', "unknown command 'user'\n(Did you mean users?)"],
    ['--project DEMO users lst -h', "unknown command 'lst'\n(Did you mean list?)"],
    ['users list --json --csv', "'--csv' cannot be used with option '--json'"],
    ['users list --timeout 1e10', 'It must be a number from 0.001 to 1000000.'],
    ['users list --base-url http://tms.example.com/api/v1', 'which only --allow-insecure allows'],
    ['users list --limit 0', 'It must be a positive integer.'],
    ['users list --page-size many', '--page-size must be an integer, got "many".'],
    ['users list --fields a,,b', 'It must be names separated by commas.'],
    ['users list --rate 0', 'It must be a number from 0.001 to 1000.'],
    ['test-runs create --title x --selection-type SOME', 'Allowed choices are STATIC, DYNAMIC'],
    [
      'test-runs assign-user',
      '--test-run-id, --user-id, --test-case-id are required (or a field of --data). For example:\n  tms test-runs assign-user ',
    ],
    ['projects create --data nonsense', '--data is not valid JSON'],
    ['projects create --data [1]', '--data must be a JSON object, got [1].'],
    ['projects create --data @missing.json', 'missing.json cannot be read: ENOENT'],
    ['junit-imports create --test-run-id DEMO-R-1 --junit-xml missing.xml', 'missing.xml cannot be read'],
    [
      'test-runs update-cases --test-run-id DEMO-R-1 --test-run-cases [] --file screenshot.png',
      '--file must be <name>=<path>',
    ],
  ])('%s', async (args, message) => {
    const { tms } = await startWorld()
    const { code, stdout, stderr } = await tms(args)
    expect(stderr).toContain(message)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  })
})

describe('help', () => {
  test.each([
    ['help results upload', '--reuse <key>'],
    ['results upload --help', '--key-file <path>'],
    ['users list --help', '--project <name>'],
    ['help', 'test-runs'],
    ['users help', 'list'],
  ])('%s', async (args, text) => {
    const { tms } = await startWorld()
    expect(await tms(args)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(text) })
  })
})

test('a field that no entry has is named', async () => {
  const { tms } = await startWorld()
  const { code, stderr } = await tms('users list --fields id,emial')
  expect(code).toBe(0)
  expect(stderr).toMatch(/^tms: no entry has emial\. There are id, email, first_name, /)
  expect((await tms('users list --fields id,email')).stderr).toBe('')
})

describe('the key', () => {
  test('is not repeated when given instead of a name, whether it is known or not', async () => {
    const { tms, server } = await startWorld()
    const unknown = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ0bXMifQ.c2lnbmF0dXJl'
    for (const args of [
      `test-cases list --project ${server.apiKey}`,
      server.apiKey,
      `results upload ${server.apiKey}`,
      `run status ${server.apiKey}`,
      `users list --key-file ${server.apiKey}`,
      `users list --key-file ${unknown}`,
      `users list --fields ${server.apiKey}`,
    ]) {
      const { stdout, stderr } = await tms(args)
      expect(stderr).not.toBe('')
      expect(stdout + stderr).not.toContain(server.apiKey)
      expect(stdout + stderr).not.toContain(unknown)
    }
  })

  test.each([
    ['Bearer abc', 'begins with "Bearer"'],
    ['"abcdef"', 'is in quotes'],
    ['TESTSIGMA_API_KEY=abcdef', 'begins with the name of a variable'],
  ])('%s is refused', async (key, message) => {
    const { tms, requests } = await startWorld()
    expect(await tms('users list', { env: { TESTSIGMA_API_KEY: key } })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(message),
    })
    expect(requests).toEqual([])
  })

  test('is never accepted as an argument, and not repeated', async () => {
    const { tms } = await startWorld()
    for (const args of ['--api-key=secret-1 users list', 'users list --token secret-1', '--key secret-1']) {
      const { code, stderr } = await tms(args)
      expect(code).toBe(3)
      expect(stderr).toContain('keys are not accepted as arguments')
      expect(stderr).not.toContain('secret-1')
    }
  })

  test('is read from --key-file, stdin, either variable, or the file named in the configuration', async () => {
    const { tms, server, folder } = await startWorld()
    writeFileSync(join(folder, 'key.txt'), `${server.apiKey}\n`)
    const none = { TESTSIGMA_API_KEY: undefined }
    expect((await tms('users list --key-file key.txt', { env: none })).code).toBe(0)
    expect((await tms('users list --key-file -', { env: none, stdin: server.apiKey })).code).toBe(0)
    expect((await tms('users list', { env: { ...none, TESTSIGMA_API_TOKEN: server.apiKey } })).code).toBe(0)
    writeFileSync(join(folder, '.tms.json'), '{ "keyFile": "key.txt" }')
    expect((await tms('users list', { env: none })).code).toBe(0)
  })

  test('is reported if missing, empty, two words or unknown', async () => {
    const { tms, folder } = await startWorld()
    writeFileSync(join(folder, 'empty'), '\n')
    expect(await tms('users list', { env: { TESTSIGMA_API_KEY: undefined } })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Set the variable TESTSIGMA_API_KEY'),
    })
    expect(await tms('users list --key-file empty')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is empty'),
    })
    expect(await tms('users list --key-file nowhere')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('ENOENT'),
    })
    const two = await tms('users list', { env: { TESTSIGMA_API_KEY: 'secret 2' } })
    expect(two).toMatchObject({ code: 3, stderr: expect.not.stringContaining('secret') })
    const wrong = await tms('users list', { env: { TESTSIGMA_API_KEY: 'secret-3' } })
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Check the key') })
    expect(wrong.stderr).not.toContain('secret-3')
  })
})

describe('the configuration', () => {
  const list = async (files: Record<string, string>, args = '', env: Record<string, string | undefined> = {}) => {
    const world = await startWorld()
    mkdirSync(join(world.folder, 'deep/er'), { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(world.folder, name), text)
    const ran = await world.tms(`test-plans list --json ${args}`, { env: { TESTSIGMA_PROJECT: undefined, ...env } })
    return { ...ran, project: world.requests.at(-1)?.split('/')[4] ?? '' }
  }
  const [demo, other] = [/^c47ade67/, /^a91f3c2d/]

  test('is a flag, otherwise a variable, otherwise .tms.json, otherwise the field of package.json', async () => {
    const files = { '.tms.json': '{"project":"BNK"}' }
    expect((await list(files)).project).toMatch(other)
    expect((await list({ 'package.json': '{"tms":{"project":"BNK"}}' })).project).toMatch(other)
    expect((await list(files, '', { TESTSIGMA_PROJECT: 'DEMO' })).project).toMatch(demo)
    expect((await list(files, '--project BNK', { TESTSIGMA_PROJECT: 'DEMO' })).project).toMatch(other)
    expect(await list({})).toMatchObject({ code: 3, stderr: expect.stringContaining('--project is required') })
  })

  test.each([
    ['not JSON', '{', '.tms.json is not valid JSON'],
    ['a key in it', '{"apiKey":"secret-4"}', '"apiKey" does not belong in a file that is committed'],
    ['a misspelt field', '{"projct":"DEMO"}', 'unknown field "projct". Known are baseUrl, project'],
    ['a wrong type', '{"project":1}', '"project" must be a string, got 1'],
    ['a wrong rate', '{"rate":"fast"}', '"rate" must be a number'],
    ['wrong statuses', '{"statuses":["Passed"]}', '"statuses" must be like'],
    ['a list', '[]', 'expected an object, got a list'],
    ['nothing but a key', 'secret-4', ".tms.json is not valid JSON: Unexpected token 's'\n"],
    ['a key after a comma', `{"project": "DEMO", secret-4 ${' '.repeat(100)}}`, '.tms.json is not valid JSON'],
    ['a key in quotes', '"secret-4"', 'expected an object, got a string'],
    [
      'a key as the rate',
      '{"rate":"secret-4"}',
      '"rate" must be a number of requests a second, up to 1000, got a string',
    ],
  ])('is refused: %s', async (_, text, message) => {
    const { code, stderr } = await list({ '.tms.json': text })
    expect(code).toBe(3)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('secret-4')
  })
})

test('a key in a wrong place is not shown, not even the part that a message does not cut off', async () => {
  const world = await startWorld()
  const key = `eyJhbGciOiJIUzI1NiJ9.${'k1L2m3N4'.repeat(30)}`
  writeFileSync(join(world.folder, 'list.yaml'), `- ${key}\n`)
  for (const args of [
    `projects create --data '"${key}"'`,
    `projects create --data '{"name": ${key}}'`,
    `users list --limit ${key}`,
    `users list --fields ${key}`,
    'cases import list.yaml',
  ]) {
    const { stdout, stderr } = await world.tms(args, { env: { TESTSIGMA_API_KEY: key }, columns: 80 })
    expect(`${stdout}${stderr}`, args).not.toContain('k1L2')
    expect(stderr, args).not.toContain('eyJhbGciOiJI')
  }
})

test('an empty --project is refused by its name', async () => {
  const { tms } = await startWorld()
  expect(await tms('test-cases list --project ""')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('--project must not be empty'),
  })
})

// Only root can make files of other users.
describe.skipIf(process.getuid?.() !== 0)(
  'the configuration of another user, who could have the key sent elsewhere,',
  () => {
    const stranger = 12_345
    const listIn = async (files: Record<string, number>, ownerOfFolder: number) => {
      const { tms, folder, requests } = await startWorld()
      chownSync(folder, ownerOfFolder, 0)
      for (const [name, owner] of Object.entries(files)) {
        const text = { project: 'BNK' }
        writeFileSync(join(folder, name), JSON.stringify(name === 'package.json' ? { tms: text } : text))
        chownSync(join(folder, name), owner, 0)
      }
      const ran = await tms('test-plans list --json', { env: { TESTSIGMA_PROJECT: undefined } })
      return { ...ran, folder, requests }
    }

    test.each(['.tms.json', 'package.json'])('is ignored with a warning: %s', async (name) => {
      const { code, stderr, folder, requests } = await listIn({ [name]: stranger }, 0)
      expect(stderr).toContain(`${join(folder, name)} belongs to another user (${stranger}), so it is ignored.`)
      expect(code).toBe(3)
      expect(requests).toEqual([])
    })

    test('does not hide the one of the user', async () => {
      const { code, stdout } = await listIn({ '.tms.json': stranger, 'package.json': 0 }, 0)
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toBeInstanceOf(Array)
    })

    test('counts if the current folder is theirs too, as in a container that runs as root', async () => {
      expect((await listIn({ '.tms.json': stranger }, stranger)).code).toBe(0)
    })

    test('a package.json without a configuration is not worth a word', async () => {
      const { tms, folder } = await startWorld()
      writeFileSync(join(folder, 'package.json'), '{}')
      chownSync(join(folder, 'package.json'), stranger, 0)
      expect(await tms('users list --json')).toMatchObject({ code: 0, stderr: '' })
    })
  },
)

test('every command has --help', async () => {
  const { tms } = await startWorld()
  expect((await tms('--help')).stdout).toContain('test-runs')
  expect((await tms('test-runs --help')).stdout).toContain('assign-user')
  expect((await tms('test-runs assign-user --help')).stdout).toContain('--user-id')
  expect((await tms('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
