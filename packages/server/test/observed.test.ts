import type { PageInfo, TestCase, TestPlanRun, TestRun, TestRunCase, User } from '@testsigma-tms/types'
import { expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import { ids, newCase, startProject } from './requests.ts'
import { runCli, startCli } from './run-cli.ts'
import { assignment, assignPath, caller, demo, start } from './start.ts'

const observed = { profile: 'observed', rateLimit: 0 } as const

test('ten requests per second by default, and rate limit headers', async () => {
  const { call } = await start({ profile: 'observed' })
  const { headers } = await call('GET', '/users')
  expect(headers.get('x-tms-api-limit')).toBe('10')
  expect(headers.get('x-tms-api-remaining')).toBe('9')
  expect(Number(headers.get('x-tms-api-reset'))).toBeLessThan(-1_700_000_000)
  const { call: callOther } = await start({ profile: 'observed', rateLimit: 20 })
  expect((await callOther('GET', '/users')).headers.get('x-tms-api-limit')).toBe('20')
})

test('all users at once, without page_info, in capitals and with a second ID', async () => {
  const { call } = await start(observed)
  const { body } = await call('GET', '/users?page_size=1')
  const { data, ...rest } = body as { data: User[] }
  expect(rest).toEqual({ message: 'Users fetched' })
  expect(data.map(({ id }) => id).sort()).toEqual([...demo.users].sort())
  expect(new Set(data.map(({ status }) => status))).toEqual(new Set(['ACTIVE', 'INACTIVE']))
  expect(new Set(data.map(({ identity_user_uuid }) => identity_user_uuid)).size).toBe(4)
  expect((await call('GET', '/users')).body).toEqual(body)
})

test('cursors in base64, usable as cursor or next, and backwards', async () => {
  const { call } = await start(observed)
  const page = async (query: string) => (await call('GET', `/projects?page_size=1${query}`)).body as ProjectPage
  const first = await page('')
  expect(first.page_info).toMatchObject({ page_size: 1, total_count: 2, prev: '' })
  const next = String(first.page_info.next)
  expect(JSON.parse(Buffer.from(next, 'base64').toString())).toEqual([
    { field: 'projects.tsid', value: expect.stringMatching(/^[0-9A-Z]{26}$/), direction: 'ASC' },
  ])
  const second = await page(`&cursor=${encodeURIComponent(next)}`)
  expect(second.data).not.toEqual(first.data)
  expect(second.page_info.next).toBe('')
  expect(await page(`&next=${encodeURIComponent(next)}`)).toEqual(second)
  expect(await page(`&cursor=${encodeURIComponent(String(second.page_info.prev))}`)).toEqual(first)
})

interface ProjectPage {
  data: unknown
  page_info: PageInfo
}

test('invalid input is 400, with every failing field', async () => {
  const { call } = await start(observed)
  expect(await call('PUT', assignPath, { body: '{"user_id":7}' })).toMatchObject({
    status: 400,
    body: {
      message: 'Bad Request',
      errors: { code: 400, message: 'Bad Request', details: 'test_case_id: required; user_id: must be a UUID, got 7' },
    },
  })
  expect(await call('PUT', assignPath, assignment(demo.users[0], ids.plan))).toMatchObject({ status: 404 })
})

test('a test case has its labels as objects, no reviewer, and accepts labels by ID only', async () => {
  const { send, ask } = await startProject(observed)
  const { test_case } = await ask<{ test_case: TestCase }>('POST', '/test_cases', {
    ...newCase,
    reviewer_id: ids.user,
    label_ids: [ids.label],
  })
  expect(test_case).not.toHaveProperty('reviewer_id')
  expect(test_case.labels).toMatchObject([{ id: ids.label, name: 'Regression', createdAt: 1710675200000 }])
  expect(await send('POST', '/test_cases', { ...newCase, label_ids: ['Regression'] })).toMatchObject({
    status: 400,
    body: { errors: { details: 'label_ids.0: must be the ID of a label, got "Regression"' } },
  })
})

test('a dynamic run contains every test case, whatever folder it filters by', async () => {
  const { ask } = await startProject(observed)
  const { test_run } = await ask<{ test_run: TestRun }>('POST', '/test_runs', {
    title: 'One folder',
    selection_type: 'DYNAMIC',
    dynamic_selection_filters: [{ field: 'folder_id', operator: 'EQUALS', values: [ids.innerFolder] }],
  })
  const { test_cases } = await ask<{ test_cases: TestCase[] }>('GET', '/test_cases')
  expect(test_run).toMatchObject({ test_cases_count: test_cases.length, test_plan_id: '', environments: null })

  const { test_run_cases } = await ask<{ test_run_cases: TestRunCase[] }>('GET', `/test_runs/${test_run.id}/test_cases`)
  expect(test_run_cases.map((entry) => entry.test_case?.id)).toEqual(test_cases.map(({ id }) => id))
  for (const entry of test_run_cases) {
    expect(entry).toMatchObject({ status: 'UnTested', assignee: null, assignee_id: null })
    expect(entry.id).not.toBe(entry.test_case?.id)
  }
})

test('a run is ACTIVE until it is CLOSED, and then shows by whom', async () => {
  const { ask } = await startProject(observed)
  const { test_runs } = await ask<{ test_runs: TestRun[] }>('GET', '/test_runs')
  expect(new Set(test_runs.map(({ status }) => status))).toEqual(new Set(['ACTIVE']))
  const { test_runs: ofPlan } = await ask<{ test_runs: TestPlanRun[] }>('GET', `/test_plans/${ids.plan}/test_runs`)
  expect(new Set(ofPlan.map(({ status }) => status))).toEqual(new Set(['ACTIVE']))
  for (const run of test_runs) expect(run).not.toHaveProperty('closed_by')
  const { test_run } = await ask<{ test_run: TestRun }>('PUT', '/test_runs/DEMO-R-1', { status: 'CLOSED' })
  expect(test_run).toMatchObject({ status: 'CLOSED', closed_by: demo.users[0] })
})

test('a deleted test case stays complete in its runs', async () => {
  const { ask, send } = await startProject(observed)
  expect(await send('DELETE', `/test_cases/${demo.cases[0]}`)).toMatchObject({ status: 200 })
  const { test_run_cases } = await ask<{ test_run_cases: TestRunCase[] }>('GET', '/test_runs/DEMO-R-1/test_cases')
  expect(test_run_cases.map((entry) => entry.test_case?.id)).toContain(demo.cases[0])
})

test('the same data can be served in both profiles', async () => {
  const { options } = await newDatabase()
  const { call: documented } = await start(options)
  const { call } = await start({ ...options, ...observed })
  const path = `/projects/${demo.project}`
  const seconds = (await documented('GET', path)).body as { data: { project: { created_at: number } } }
  expect(await call('GET', path)).toMatchObject({
    body: { message: 'Project fetched', data: { project: { created_at: seconds.data.project.created_at * 1000 } } },
  })
})

test('--profile selects it, and refuses other values', async () => {
  const { origin, apiKey } = await startCli(['--port', '0', '--data', ':memory:', '--profile', 'observed'])
  const call = caller(origin, apiKey, fetch, 'observed')
  expect(await call('GET', '/labels')).toMatchObject({ body: { message: 'Labels fetched' } })
  expect(await runCli(['--profile', 'live'])).toEqual({
    code: 2,
    stdout: '',
    stderr: '--profile must be documented or observed, got "live"; see --help\n',
  })
})

test.each([
  ['//test_cases/statuses', 'statuses', ['Draft', 'Ready']],
  ['//test_cases/priorities', 'priorities', ['Major', 'Minor']],
  ['//test_runs/statuses', 'statuses', ['Passed', 'Failed', 'Blocked', 'Skipped', 'UnTested', 'In Progress']],
])('%s has only the observed values, in their order', async (path, key, names) => {
  const { ask, started } = await startProject({ profile: 'observed' })
  const { [key]: rows = [] } = await ask<Record<string, { name: string; order: number }[]>>('GET', path)
  expect(rows.map(({ name }) => name)).toEqual(names)
  expect(rows.map(({ order }) => order)).toEqual(names.map((_, index) => index + 1))
  expect((await started.call('GET', path.slice(1))).body).toMatchObject({ page_info: { total_count: names.length } })
})
