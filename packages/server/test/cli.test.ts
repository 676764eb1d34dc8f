import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runCli, startCli } from './run-cli.ts'
import { assignPath, caller, demo, temporaryFolder } from './start.ts'

/** In CI nothing may be skipped; elsewhere curl may be missing. */
const lacksCurl = spawnSync('curl', ['--version']).status !== 0 && !process.env.CI

test('prints its URL, the key, and a request that works when pasted', async ({ skip }) => {
  skip(lacksCurl, 'curl is missing')
  const cwd = temporaryFolder()
  const { origin, apiKey, stdout, process, finished } = await startCli(['--port', '0'], { cwd })
  const [api, key, blank, ...curl] = stdout.split('\n')
  expect([api, key, blank]).toEqual([`API   ${origin}/api/v1`, `Key   ${apiKey}`, ''])
  expect(readdirSync(join(cwd, '.data')).sort()).toEqual(expect.arrayContaining(['tms.sqlite', 'tms.sqlite.key']))

  const { stdout: response } = await promisify(execFile)('sh', ['-c', curl.join('\n')])
  expect(JSON.parse(response)).toMatchObject({
    message: 'User assigned successfully.',
    data: { test_run_case: { user_id: demo.users[2], test_case_id: demo.cases[0] } },
  })

  process.kill('SIGINT')
  const { code, stdout: everything } = await finished
  expect({ code, stdout: everything }).toEqual({ code: 0, stdout })
})

test('prints the URL of the docs', async () => {
  const { origin, stdout } = await startCli(['--port', '0', '--docs', 'site'], { cwd: temporaryFolder() })
  expect(stdout).toContain(`\nDocs  ${origin}/\n`)
})

test('a key with shell characters is quoted', async ({ skip }) => {
  skip(lacksCurl, 'curl is missing')
  const apiKey = `a'b"$(id)\`id\`\\;&`
  const started = await startCli(['--port', '0', '--api-key', apiKey], { cwd: temporaryFolder() })
  expect(started.apiKey).toBe(apiKey)
  const [, , , ...curl] = started.stdout.split('\n')
  const { stdout } = await promisify(execFile)('sh', ['-c', curl.join('\n')])
  expect(JSON.parse(stdout)).toMatchObject({ message: 'User assigned successfully.' })
})

test('an unreachable database is reported in one sentence, without its password', async () => {
  const args = ['--database', 'postgres://me:se%24ame@127.0.0.1:1/tms']
  for (const command of [['--port', '0'], ['keys', 'list'], ['reset']]) {
    expect(await runCli([...command, ...args], { cwd: temporaryFolder() })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Cannot use postgres://me@127.0.0.1:1/tms: nothing listens there. Start PostgreSQL, or name another host and port with --database\n',
    })
  }
})

test('a later start with the same data prints a valid key, and earlier keys stay valid', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const keys = ['from-the-option']
  for (const args of [['--api-key', 'from-the-option'], [], []]) {
    const { origin, apiKey, process, finished } = await startCli(['--port', '0', '--data', data, ...args])
    keys.push(apiKey)
    for (const key of keys) expect(await caller(origin, key)('GET', '/users')).toMatchObject({ status: 200 })
    process.kill('SIGTERM')
    expect(await finished).toMatchObject({ code: 0 })
  }
  expect(keys[2]).toBe(keys[3])
})

test('reads the key from the environment, but the option takes precedence', async () => {
  const env = { TESTSIGMA_API_KEY: 'from-environment' }
  const cwd = temporaryFolder()
  expect((await startCli(['--port', '0'], { cwd, env })).apiKey).toBe('from-environment')
  expect((await startCli(['--port', '0', '--api-key=from-option'], { cwd, env })).apiKey).toBe('from-option')
})

test('a second signal exits immediately, even if a request hangs', async () => {
  const args = ['--port', '0', '--data', ':memory:', '--api-key', 'given']
  const { origin, process, finished } = await startCli(args)
  const socket = connect(Number(new URL(origin).port)).on('error', () => {})
  onTestFinished(() => void socket.destroy())
  const head = ['Host: x', 'Authorization: Bearer given', 'Content-Type: application/json', 'Content-Length: 9']
  socket.write(`PUT /api/v1${assignPath} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => setTimeout(resolve, 200))
  process.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 500))
  process.kill('SIGINT')
  expect(await finished).toMatchObject({ code: 1 })
})

test('a port in use is reported in one sentence, and nothing is created', async () => {
  const cwd = temporaryFolder()
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const port = String((other.address() as { port: number }).port)
  expect(await runCli(['--port', port], { cwd })).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} is taken; choose another one with --port <number>\n`,
  })
  expect(readdirSync(cwd)).toEqual([])
})

test('an unusable data file is reported in one sentence', async () => {
  const data = temporaryFolder()
  const { code, stdout, stderr } = await runCli(['--port', '0', '--data', data])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toBe(`Cannot use ${data}: it is a folder. Choose a file\n`)
})

describe('an invalid option is reported in one sentence', () => {
  test('with exit code 2, and nothing is created', async () => {
    const cwd = temporaryFolder()
    expect(await runCli(['--port', 'abc'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: '--port must be an integer from 0 to 65535, got "abc"; see --help\n',
    })
    expect(readdirSync(cwd)).toEqual([])
  })

  test.each([['--host'], ['--profile'], ['--port'], ['--cors'], []])(
    'without the password of a URL in %s',
    async (...option) => {
      const url = 'postgres://me:se$ame@db/tms'
      const { stderr } = await runCli([...option, url, '--data', ':memory:'], { cwd: temporaryFolder() })
      expect(stderr).not.toContain('se$ame')
      expect(stderr.split('\n')).toHaveLength(2)
    },
  )

  test('in the environment', async () => {
    const { code, stderr } = await runCli([], { env: { TESTSIGMA_API_KEY: 'a b' }, cwd: temporaryFolder() })
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/^TESTSIGMA_API_KEY must be /) })
  })
})

test.each([['keys'], ['keys', 'create'], ['seed', '--users', '1']])(
  '%s --help explains all commands',
  async (...command) => {
    const { code, stdout } = await runCli([...command, '--help'])
    expect(stdout).toMatch(/^Usage: /)
    expect(code).toBe(0)
  },
)

test('--version prints the version, whatever precedes it', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(await runCli(['keys', 'list', '--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test('--help lists every option, wherever a -- is', async () => {
  const { code, stdout, stderr } = await runCli(['--docs', 'dist', '--', '--help', '--'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const options = [
    'port',
    'host',
    'data',
    'database',
    'api-key',
    'docs',
    'cors',
    'rate-limit',
    'empty',
    'from',
    'faults',
    'log',
    'users',
    'seed',
    'help',
  ].map((name) => `--${name}`)
  for (const option of [...options, 'serve', 'seed', 'reset', 'keys create', 'keys list', 'keys revoke'])
    expect(stdout).toContain(`  ${option} `)
})

test('reports missing docs on stderr', async () => {
  const cwd = temporaryFolder()
  const { process, finished } = await startCli(['--docs', 'nowhere', '--', '--port', '0', '--data', 'x.sqlite'], {
    cwd,
  })
  process.kill('SIGTERM')
  expect((await finished).stderr).toContain('There are no docs in nowhere yet;')
  expect(existsSync(join(cwd, 'x.sqlite'))).toBe(true)
})

test('keys list and keys revoke do not create the file that a misspelt name leads to', async () => {
  const data = join(temporaryFolder(), 'misspelt.sqlite')
  for (const command of [['list'], ['revoke', '1f0c2a54']]) {
    expect(await runCli(['keys', ...command, '--data', data])).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no data in ${data}. Name its file with --data\n`,
    })
  }
  expect(existsSync(data)).toBe(false)
})
