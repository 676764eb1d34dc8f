import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resources } from '../src/generated/index.ts'
import { namedArguments, withoutNames } from '../src/names/resolve-names.ts'
import { startWorld } from './run-tms.ts'

const loaded = await Promise.all(resources.map(async ({ name, load }) => ({ name, ...(await load()) })))
const operations = loaded.flatMap(({ name, commands }) => commands.map((command) => ({ resource: name, command })))

test('every ID argument is resolved, or is listed as having no names', () => {
  const ids = operations
    .flatMap(({ command }) => command.flags.map(({ name }) => name))
    .filter((name) => /_ids?$/.test(name))
  const known = [...Object.keys(namedArguments), ...withoutNames]
  expect([...new Set(ids)].filter((name) => !known.includes(name))).toEqual([])
})

test('no flag of an operation hides a global option', () => {
  const shared = [
    'project',
    'base-url',
    'key-file',
    'rate',
    'timeout',
    'verbose',
    'version',
    'help',
    'json',
    'csv',
    'fields',
    'limit',
    'yes',
    'curl',
    'data',
  ]
  for (const { command } of operations) {
    const flags = command.flags.map(({ flag }) => flag)
    expect(flags.filter((flag) => shared.includes(flag))).toEqual([])
    expect(new Set(flags).size).toBe(flags.length)
  }
})

test('the example of every operation works', async () => {
  const { tms, folder, server } = await startWorld()
  writeFileSync(join(folder, 'report.xml'), '<testsuite><testcase name="DEMO-1"/></testsuite>')
  for (const { command } of operations) {
    await server.reset()
    const { code, stdout, stderr } = await tms(command.example.replace(/^tms /, ''))
    const expected = command.result === 'done' ? `${command.operationId}: done.\n` : ''
    expect({ example: command.example, code, stderr }).toEqual({ example: command.example, code: 0, stderr: expected })
    for (const line of stdout.trim().split('\n').filter(Boolean)) expect(JSON.parse(line)).toBeTypeOf('object')
  }
})

describe('names are resolved to IDs', () => {
  test.each([
    'test-runs assign-user --test-run-id DEMO-R-1 --user-id jane.doe@example.com --test-case-id DEMO-1',
    'test-cases create --title Pays --status-id active --priority-id high --type-id functional --automation-type-id "web application" --owner-id jane.doe@example.com',
    `test-runs update-cases --test-run-id DEMO-R-1 --test-run-cases '[{"test_case_id":"DEMO-1","test_run_status_id":"passed","user_id":"jane.doe@example.com"}]'`,
    'projects get --project-id "health care project"',
  ])('%s', async (args) => {
    const { tms } = await startWorld()
    expect(await tms(args)).toMatchObject({ code: 0, stderr: '' })
  })

  test('an unknown name is refused with a list of the known ones', async () => {
    const { tms } = await startWorld()
    expect(await tms('test-cases list --project NOPE')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^tms: There is no project "NOPE" that this key can see, only DEMO \(/),
    })
    expect(
      await tms('test-runs assign-user --test-run-id DEMO-R-1 --user-id who@example.com --test-case-id DEMO-1'),
    ).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('There is no user "who@example.com", only '),
    })
  })
})

describe('data is read and written', () => {
  test('as JSON lines in a pipe, as one document, as CSV, and as a table on a terminal', async () => {
    const { tms } = await startWorld()
    const lines = (await tms('users list --limit 2 --fields email,status')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(2)
    expect(lines[0]).toEqual({ email: expect.stringContaining('@'), status: 'active' })
    expect(JSON.parse((await tms('users list --json --limit 2 --fields email,status')).stdout)).toEqual(lines)
    const csv = `email,status\r\n${lines.map(({ email, status }) => `${email},${status}\r\n`).join('')}`
    expect((await tms('users list --csv --limit 2 --fields email,status')).stdout).toBe(csv)
    const table = (await tms('users list --limit 2', { columns: 60 })).stdout.trimEnd().split('\n')
    expect(table[0]).toMatch(/^email +status/)
    expect(table).toHaveLength(3)
    expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(60)
  })

  test('page by page, with the requested page size', async () => {
    const { tms, requests } = await startWorld()
    await tms('users list --page-size 1 --limit 2')
    expect(requests).toHaveLength(2)
  })

  test('from --data, overridden by flags', async () => {
    const { tms, folder } = await startWorld()
    writeFileSync(join(folder, 'body.json'), '{"name":"From a file","description":"d"}')
    expect(JSON.parse((await tms('projects create --data @body.json')).stdout)).toMatchObject({ name: 'From a file' })
    expect(
      JSON.parse((await tms('projects create --data - --name Mine', { stdin: '{"name":"x"}' })).stdout),
    ).toMatchObject({ name: 'Mine' })
  })
})

test('--curl prints the request without the key, and sends only the requests that resolve names', async () => {
  const { tms, requests, server } = await startWorld()
  const { stdout } = await tms(
    'test-runs assign-user --test-run-id DEMO-R-1 --user-id jane.doe@example.com --test-case-id DEMO-1 --curl',
  )
  expect(stdout).toMatch(
    /^curl -X PUT 'http:\/\/tms\.localhost\/api\/v1\/projects\/c47ade67-[\w-]+\/test_runs\/DEMO-R-1\/assign_user'/,
  )
  expect(stdout).toContain('Authorization: Bearer $TESTSIGMA_API_KEY')
  expect(stdout).not.toContain(server.apiKey)
  expect(requests.every((request) => request.startsWith('GET '))).toBe(true)
})

test('--verbose logs requests, without the key', async () => {
  const { tms, server } = await startWorld()
  const { stderr } = await tms('users list --verbose')
  expect(stderr).toMatch(/^GET http:\/\/tms\.localhost\/api\/v1\/users 200 in \d+ ms\n$/)
  expect(stderr).not.toContain(server.apiKey)
})
