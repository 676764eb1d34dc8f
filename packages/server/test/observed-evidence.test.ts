import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { ids, newCase, nobody, type Project, startProject } from './requests.ts'
import { demo } from './start.ts'

const contractFolder = dirname(fileURLToPath(import.meta.resolve('@testsigma-tms/spec/package.json')))
const folder = join(contractFolder, 'evidence', 'observed')
const files = globSync('*.response*.json', { cwd: folder }).map((file) => basename(file, '.json'))

interface Recorded {
  status: number
  body: unknown
}

type Ask = (project: Project) => ReturnType<Project['send']>

const get =
  (path: string): Ask =>
  ({ send }) =>
    send('GET', path)
const run = { title: 'Portal regression run', selection_type: 'DYNAMIC' }
const close: Ask = ({ send }) => send('PUT', '/test_runs/DEMO-R-1', { status: 'CLOSED' })
const withHeaders =
  (headers: Record<string, string>): Ask =>
  ({ started }) =>
    started.call('GET', '/projects', { headers })

/** Responses with the recorded keys, and values of the same type. */
const alike: Record<string, Ask> = {
  'createTestRun.response': ({ send }) =>
    send('POST', '/test_runs', {
      ...run,
      start_date: 1766395575161,
      end_date: 1766481975161,
      label_names: ['Regression'],
      assignee_id: ids.user,
      test_plan_id: ids.plan,
    }),
  'getFolder.response': get(`/folders/${ids.innerFolder}`),
  'getProject.response': get(''),
  'getTestCase.response': get(`/test_cases/${demo.cases[0]}`),
  'getTestPlan.response': get(`/test_plans/${ids.plan}`),
  'getTestRun.response': get('/test_runs/DEMO-R-1'),
  'getTestRun.response.closed': async (project) => {
    await close(project)
    return project.send('GET', '/test_runs/DEMO-R-1')
  },
  'listFolders.response': get('/folders'),
  'listLabels.response': get('//labels'),
  'listProjects.response': get('//projects?page_size=1'),
  'listTestCasePriorities.response': get('//test_cases/priorities'),
  'listTestCaseStatuses.response': get('//test_cases/statuses'),
  'listTestCases.response': get('/test_cases?page_size=1'),
  'listTestPlans.response.empty': get(`//projects/${demo.otherProject}/test_plans`),
  'listTestRunCases.response': get('/test_runs/DEMO-R-1/test_cases'),
  'listTestRunStatuses.response': get('//test_runs/statuses'),
  'listTestRuns.response': get('/test_runs?search=DEMO-R-1'),
  'listUsers.response': get('//users'),
  'updateTestRun.response.closed': close,
}

/** Responses that are exactly as recorded. */
const equal: Record<string, Ask> = {
  'createTestCase.response.missing-id': ({ send }) => send('POST', '/test_cases', { ...newCase, owner_id: undefined }),
  'createTestCase.response.validation': ({ send }) => send('POST', '/test_cases', { ...newCase, title: undefined }),
  'createTestRun.response.duplicate-title': async ({ send }) => {
    await send('POST', '/test_runs', run)
    return send('POST', '/test_runs', run)
  },
  'getProject.response.unknown-id': get(`//projects/${nobody}`),
  'getTestCase.response.unknown-route': get('/test_cases/DEMO-2/history'),
  'listProjects.response.missing-header': withHeaders({}),
  'listProjects.response.wrong-key': withHeaders({ Authorization: 'Bearer wrong' }),
  'listUsers.response.rate-limited': async ({ send }) => {
    await Promise.all(Array.from({ length: 10 }, () => send('GET', '//users')))
    return send('GET', '//users')
  },
}

/**
 * Responses that cannot be compared: the server creates the entries of a run immediately, and never sends an empty
 * summary.
 */
const elsewise = ['getTestRun.response.empty-summary', 'listTestRunCases.response.just-created']

let project: Project
beforeEach(async () => {
  project = await startProject({ profile: 'observed' })
})

test('every recorded response is compared, or listed as different', () => {
  expect(files.length).toBeGreaterThan(20)
  expect([...Object.keys(alike), ...Object.keys(equal), ...elsewise].sort()).toEqual(files.sort())
})

describe('has the recorded structure', () => {
  test.each(Object.entries(alike))('%s', async (file, ask) => {
    const recorded = read(file)
    const { status, body } = await ask(project)
    expect({ status, body: structure(body) }).toEqual({ status: recorded.status, body: structure(recorded.body) })
  })
})

describe('is exactly as recorded', () => {
  test.each(Object.entries(equal))('%s', async (file, ask) => {
    const { status, body } = read(file)
    expect(await ask(project)).toMatchObject({ status, body })
    expect((await ask(project)).body).toEqual(body)
  })
})

function read(file: string): Recorded {
  return JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'))
}

/** Keys and types of values; the first entry of a list stands for all. */
function structure(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(structure)
  if (typeof value === 'number') return value > 100_000_000_000 ? 'milliseconds' : 'number'
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, structure(part)]))
}
