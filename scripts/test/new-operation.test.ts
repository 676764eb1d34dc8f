import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOptions, USAGE } from '../new-operation/options.ts'
import { planOperation } from '../new-operation/plan.ts'
import { ROOT, run } from '../run.ts'

/** A copy of the contract and the handlers, to which operations are added. */
let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-operation-'))
  const isWanted = (path: string) => !/node_modules|lib$/.test(path)
  for (const path of ['spec', 'packages/server/src/handlers', 'packages/server/test/start.ts']) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter: isWanted })
  }
  symlinkSync(join(ROOT, 'spec/node_modules'), join(copy, 'spec/node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true }))

function operationFrom(...args: string[]) {
  const options = readOptions(args, '2026-11-25')
  if (options === undefined) throw new Error('Expected options, got help')
  return options.operation
}

const place = '/projects/{project_id}/milestones'
const list = ['listMilestones', 'get', place, '--sdk', 'milestones.list', '--entity', 'Milestone']

test('the scaffold passes the lint rules, except for texts that a person must write', async () => {
  const operations = [
    operationFrom(...list, '--tag', 'Milestones'),
    operationFrom(
      'getMilestone',
      'get',
      `${place}/{milestone_id}`,
      '--sdk',
      'milestones.get',
      '--entity',
      'Milestone',
      '--tag',
      'Milestones',
    ),
    operationFrom(
      'createMilestone',
      'post',
      place,
      '--sdk',
      'milestones.create',
      '--entity',
      'Milestone',
      '--tag',
      'Milestones',
      '--source',
      'observed',
    ),
    operationFrom(
      'deleteMilestone',
      'delete',
      `${place}/{milestone_id}`,
      '--sdk',
      'milestones.delete',
      '--entity',
      'Milestone',
      '--tag',
      'Milestones',
    ),
    operationFrom(
      'copyFolder',
      'post',
      '/projects/{project_id}/folders/{folder_id}/copy',
      '--sdk',
      'folders.copy',
      '--entity',
      'Folder',
    ),
  ]
  for (const operation of operations) {
    for (const [file, text] of planOperation(copy, operation)) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      writeFileSync(join(copy, file), text)
    }
  }
  const { output } = await run(
    'redocly',
    ['lint', 'tms', '--format', 'json', '--max-problems', '1000'],
    join(copy, 'spec'),
  )
  const { problems } = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1))
  const others = problems.filter(({ ruleId }: { ruleId: string }) => ruleId !== 'contract/todo')
  expect(others.map(({ ruleId, message }: { ruleId: string; message: string }) => `${ruleId}: ${message}`)).toEqual([])
  expect(problems.length).toBeGreaterThan(operations.length)

  const bundled = await run(process.execPath, ['bundle.ts', '--out', 'dist', '--format', 'json'], join(copy, 'spec'))
  expect(bundled).toMatchObject({ code: 0, output: '' })
  expect(() => planOperation(copy, operations[0] as (typeof operations)[0])).toThrow(
    'has the operation listMilestones already',
  )
  const handlers = readFileSync(join(copy, 'packages/server/src/handlers/index.ts'), 'utf8')
  expect(handlers.match(/milestones/g)).toHaveLength(3)
  expect(existsSync(join(copy, 'spec/evidence/observed/createMilestone.request.json'))).toBe(true)
})

describe('an operation is rejected', () => {
  test.each([
    [['getUsers', 'get', '/users', '--sdk', 'users.get', '--entity', 'User'], 'get /users, as listUsers already'],
    [
      ['getUsers', 'get', '/people', '--sdk', 'users.list', '--entity', 'User'],
      'tms.users.list(), as listUsers already',
    ],
    [['listUsers', 'get', '/people', '--sdk', 'users.all', '--entity', 'User'], 'the operation listUsers already'],
    [['listTeams', 'get', '/teams', '--sdk', 'teams.list', '--entity', 'Team'], '--tag: expected a tag'],
  ])('%j', (args, message) => {
    expect(() => planOperation(ROOT, operationFrom(...args))).toThrow(message)
  })

  test.each([
    [[], '<operationId>: expected a name in camelCase, such as getMilestone, got nothing.'],
    [
      ['GetUsers', 'get', '/users'],
      '<operationId>: expected a name in camelCase, such as getMilestone, got "GetUsers".',
    ],
    [['getUsers', 'fetch', '/users'], '<method>: expected one of get, put,'],
    [['getUsers', 'get', 'users'], '<path>: expected a path such as'],
    [['getUsers', 'get', '/users', '--sdk', 'users'], '--sdk: expected a name such as milestones.get, got "users".'],
    [[...list, '--source', 'guessed'], '--source: expected documented, observed or client-sent, got "guessed".'],
    [[...list, '--date', 'today'], '--date: expected a date such as 2026-06-30, got "today".'],
    [[...list, '--entities', 'x'], "Unknown option '--entities'"],
    [[...list, 'extra'], 'Expected three arguments, also got extra.'],
  ])('%j', (args, message) => {
    expect(() => readOptions(args, '2026-11-25')).toThrow(message)
  })
})

describe('the command', () => {
  const command = (...args: string[]) => {
    return spawnSync(process.execPath, [join(ROOT, 'scripts/new-operation.ts'), ...args], { encoding: 'utf8' })
  }

  test('prints its help', () => {
    expect(command('--help')).toMatchObject({ status: 0, stdout: `${USAGE}\n` })
  })

  test('lists the files that it would write, and writes nothing', () => {
    const { status, stdout } = command(...list, '--tag', 'Milestones', '--dry-run')
    expect([status, stdout]).toEqual([0, expect.stringContaining('new      spec/resources/milestones/Milestone.yaml')])
    expect(existsSync(join(ROOT, 'spec/resources/milestones'))).toBe(false)
  })

  test('reports an error in two lines', () => {
    const { status, stderr } = command('getUsers')
    expect([status, stderr.trim().split('\n')]).toEqual([2, [expect.stringContaining('<method>'), expect.any(String)]])
  })
})
