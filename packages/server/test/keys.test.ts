import { expect, test } from 'vitest'
import { nameOf } from '../src/store/place.ts'
import { newDatabase } from './database.ts'
import { runCli, startCli } from './run-cli.ts'
import { caller, start } from './start.ts'

async function fresh() {
  const database = await newDatabase()
  return { ...database, keys: (...args: string[]) => runCli(['keys', ...args, ...database.args]) }
}

test('a created key is accepted immediately by a running server, until it is revoked', async () => {
  const { options, place, keys } = await fresh()
  const { server } = await start(options)
  const created = await keys('create')
  expect(created).toMatchObject({ code: 0, stdout: expect.stringMatching(/^local_[\w-]{32}\n$/) })
  const key = created.stdout.trim()
  const id = /^This is key ([0-9a-f]{8})\. /.exec(created.stderr)?.[1] ?? ''
  const call = caller('http://tms.test', key, server.fetch)
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })

  const { code, stdout } = await keys('list')
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^[0-9a-f]{8}  \\S+\n${id}  \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\n$`))
  expect(stdout).not.toContain(key)

  expect(await keys('revoke', id)).toEqual({ code: 0, stdout: '', stderr: `Key ${id} is revoked.\n` })
  expect(await call('GET', '/users')).toMatchObject({ status: 401 })
  expect(await keys('revoke', id)).toEqual({
    code: 1,
    stdout: '',
    stderr: `No key ${id} in ${nameOf(place)}; see "keys list"\n`,
  })
})

test('the key itself is nowhere in the data', async () => {
  const { dump, keys } = await fresh()
  const { stdout } = await keys('create')
  expect(await dump()).not.toContain(stdout.trim())
})

test('reset restores the demo data, and keeps keys', async () => {
  const { options, args } = await fresh()
  const { call } = await start(options)
  const before = await snapshot(call)
  expect(await call('POST', '/projects', { body: JSON.stringify({ name: 'Pharmacy' }) })).toMatchObject({ status: 200 })
  const { body } = await call('GET', '/projects')
  for (const { id } of (body as { data: { projects: { id: string }[] } }).data.projects) {
    expect(await call('DELETE', `/projects/${id}`)).toMatchObject({ status: 200 })
  }
  expect(await runCli(['reset', ...args])).toMatchObject({ code: 0, stdout: '' })
  expect(await snapshot(call)).toEqual(before)
})

test('a server can reset itself, and keeps running', async () => {
  const { server, call } = await start()
  const before = await snapshot(call)
  const project = { body: JSON.stringify({ name: 'Pharmacy' }) }
  await call('POST', '/projects', project)
  await server.reset()
  expect(await snapshot(call)).toEqual(before)
  expect(await call('POST', '/projects', project)).toMatchObject({ status: 200 })
})

test('--host makes the server reachable from other machines, and it says so', async () => {
  const args = ['--port', '0', '--data', ':memory:', '--host']
  const wide = await startCli([...args, '0.0.0.0'])
  expect(await caller(wide.origin, wide.apiKey)('GET', '/users')).toMatchObject({ status: 200 })
  const narrow = await startCli([...args, 'localhost'])
  for (const { process } of [wide, narrow]) process.kill('SIGTERM')
  expect((await wide.finished).stderr).toContain('Listening on 0.0.0.0: other machines may reach it.')
  expect((await narrow.finished).stderr).not.toContain('Listening on')
})

test('--host with an address of another machine is reported in one sentence', async () => {
  const { code, stdout, stderr } = await runCli(['--port', '0', '--data', ':memory:', '--host', '192.0.2.1'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^listen EADDRNOTAVAIL: .*192\.0\.2\.1; choose another address with --host\n$/)
})

test('--log writes a line for each request, without key and query', async () => {
  const { origin, apiKey, process, finished } = await startCli(['--port', '0', '--data', ':memory:', '--log'])
  const { headers } = await caller(origin, apiKey)('GET', '/users?page_size=1')
  process.kill('SIGTERM')
  const { stderr } = await finished
  expect(stderr).toMatch(new RegExp(`^${headers.get('x-request-id')} GET /api/v1/users 200 \\d+ ms$`, 'm'))
  expect(stderr).not.toContain(apiKey)
})

/** The responses of the lists. */
async function snapshot(call: Awaited<ReturnType<typeof start>>['call']): Promise<unknown[]> {
  const project = '/projects/c47ade67-0543-4582-a4a5-b7de447c94f5'
  const inProject = ['folders', 'test_cases', 'step_groups', 'test_runs', 'test_plans'].map(
    (list) => `${project}/${list}`,
  )
  const responses = await Promise.all(['/projects', '/users', '/labels', ...inProject].map((path) => call('GET', path)))
  return responses.map(({ body }) => body)
}
