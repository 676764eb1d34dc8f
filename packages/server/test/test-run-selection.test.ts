import type { TestRun, TestRunCase } from '@testsigma-tms/types'
import { describe, expect, test } from 'vitest'
import { ids, newCase, nobody, type Project, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface One {
  test_run: TestRun
}

const fixed = (...values: string[]) => ({
  title: 'Nightly',
  selection_type: 'STATIC',
  static_selection_filters: [{ field: 'id', operator: 'IN', values }],
})

const dynamic = (...dynamic_selection_filters: object[]) => ({
  title: 'Nightly',
  selection_type: 'DYNAMIC',
  dynamic_selection_filters,
})

test('a static run has the test cases that it lists, untested', async () => {
  const { ask } = await startProject()
  const body = { ...fixed(demo.cases[1].toUpperCase()), description: 'Every night', assignee_id: ids.user }
  const dates = { start_date: 1710675200, end_date: 1710761600000 }
  const { test_run } = await ask<One>('POST', '/test_runs', { ...body, ...dates, label_names: ['Smoke'] })
  expect(test_run).toMatchObject({
    title: 'Nightly',
    description: 'Every night',
    human_id: 'DEMO-R-3',
    status: 'ACTIVE',
    selection_type: 'STATIC',
    start_date: 1710675200,
    end_date: 1710761600,
    assignee_id: ids.user,
    label_names: ['Smoke'],
    environment_ids: [],
  })
  expect(await ask('GET', '/test_runs/DEMO-R-3')).toMatchObject({
    test_run: { id: test_run.id, name: 'Nightly', results: [{ test_case_id: demo.cases[1], status: 'UNTESTED' }] },
  })
  expect(await ask('GET', `/test_runs/${test_run.id}/test_cases`)).toEqual({
    test_cases: [{ id: demo.cases[1], name: 'Reset a forgotten password', status: 'UNTESTED', assignee_id: '' }],
  })
})

describe('a dynamic run has', () => {
  test.each<[string, object, string[]]>([
    ['every test case', dynamic(), ['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4', 'DEMO-5']],
    ['those of a folder', dynamic({ field: 'folder_id', operator: 'EQUALS', values: [ids.smokeFolder] }), ['DEMO-5']],
    [
      'those of several folders',
      dynamic({ field: 'folder_id', operator: 'IN', values: [ids.smokeFolder.toUpperCase(), ids.innerFolder] }),
      ['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4', 'DEMO-5'],
    ],
    [
      'those that meet every filter',
      dynamic(
        { field: 'folder_id', operator: 'EQUALS', values: [ids.innerFolder] },
        { field: 'id', operator: 'IN', values: [demo.cases[0], demo.cases[1]] },
      ),
      ['DEMO-1', 'DEMO-4'],
    ],
    [
      'all but the excluded ones',
      { ...dynamic(), dynamic_selection_excluded_test_case_ids: [demo.cases[0], demo.cases[1].toUpperCase()] },
      ['DEMO-2', 'DEMO-3', 'DEMO-5'],
    ],
    ['no deleted ones', dynamic(), ['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4', 'DEMO-5']],
  ])('%s', async (_, body, humanIds) => {
    const { ask } = await startProject()
    await ask('POST', '/test_cases', { ...newCase, folder_id: ids.smokeFolder })
    const { test_case } = await ask<{ test_case: { id: string } }>('POST', '/test_cases', newCase)
    await ask('DELETE', `/test_cases/${test_case.id}`)
    const { test_run } = await ask<One>('POST', '/test_runs', body)
    expect(await humanIdsIn(ask, test_run.id)).toEqual(humanIds)
  })

  test('the test cases that existed when it was created', async () => {
    const { ask } = await startProject()
    const { test_run } = await ask<One>('POST', '/test_runs', dynamic())
    await ask('POST', '/test_cases', newCase)
    expect(await humanIdsIn(ask, test_run.id)).toHaveLength(4)
  })
})

describe('is refused as a whole with', () => {
  const filter = { field: 'id', operator: 'IN', values: [demo.cases[0]] }
  test.each<[object, string]>([
    [{}, 'title: required; selection_type: required'],
    [{ ...fixed(demo.cases[0]), title: 'Patient portal 2.3, regression' }, 'title: test run title already exists'],
    [
      fixed(demo.cases[0], nobody),
      `static_selection_filters.0.values.1: must be the ID of a test case of this project`,
    ],
    [fixed(demo.cases[0], 'DEMO-2'), 'static_selection_filters.0.values.1: must be the ID of a test case'],
    [fixed(), 'static_selection_filters.0.values: must be one value or more'],
    [{ title: 'x', selection_type: 'STATIC' }, 'static_selection_filters: required when selection_type is STATIC'],
    [{ ...fixed(), static_selection_filters: [{ ...filter, field: 'folder_id' }] }, 'filters.0.field: must be id'],
    [dynamic({ ...filter, field: 'title' }), 'dynamic_selection_filters.0.field: must be id or folder_id, got "title"'],
    [
      dynamic({ ...filter, operator: 'LIKE' }),
      'dynamic_selection_filters.0.operator: must be IN or EQUALS, got "LIKE"',
    ],
    [
      dynamic({ field: 'id', operator: 'EQUALS', values: demo.cases }),
      'filters.0.values: must be one value for EQUALS',
    ],
    [
      dynamic({ field: 'folder_id', operator: 'IN', values: [nobody] }),
      'filters.0.values.0: must be the ID of a folder',
    ],
    [{ ...dynamic(), static_selection_filters: [filter] }, 'static_selection_filters: must be absent or empty'],
    [{ ...fixed(demo.cases[0]), dynamic_selection_filters: [filter] }, 'dynamic_selection_filters: must be absent'],
    [
      { ...dynamic(), dynamic_selection_excluded_test_case_ids: null },
      'dynamic_selection_excluded_test_case_ids: must be an array, got null',
    ],
    [
      { ...dynamic(), dynamic_selection_excluded_test_case_ids: [nobody] },
      'excluded_test_case_ids.0: must be the ID of',
    ],
    [{ ...dynamic(), test_plan_id: nobody }, 'test_plan_id: must be the ID of a test plan of this project'],
    [{ ...dynamic(), assignee_id: nobody }, 'assignee_id: must be the ID of a user'],
    [{ ...dynamic(), label_names: ['Smoke', 'x'] }, 'label_names.1: must be the name of a label, got "x"'],
    [{ ...dynamic(), project_id: demo.otherProject }, 'project_id: must be the project of the path'],
    [{ ...dynamic(), start_date: 1e17 }, 'start_date: must be 8640000000000000 or less, got 100000000000000000'],
    [{ ...dynamic(), start_date: -1 }, 'start_date: must be an integer of 0 or more, got -1'],
    [{ ...dynamic(), human_id: 'x' }, 'human_id: must be a string like "DEMO-2", got "x"'],
    [{ ...dynamic(), status: 'FINISHED' }, 'status: must be one of'],
  ])('%j', async (body, details) => {
    const { send, ask } = await startProject()
    expect(await send('POST', '/test_runs', body)).toMatchObject(refusal(422, details))
    expect((await ask<{ test_runs: TestRun[] }>('GET', '/test_runs')).test_runs).toHaveLength(2)
    // No number was used up either.
    expect((await ask<One>('POST', '/test_runs', { ...dynamic(), title: 'Next' })).test_run.human_id).toBe('DEMO-R-3')
  })
})

test('test cases of another project are not selected, not even by ID', async () => {
  const { send, started } = await startProject()
  const other = project(started, demo.otherProject)
  const { test_case } = await other.ask<{ test_case: { id: string } }>('POST', '/test_cases', newCase)
  const details = 'static_selection_filters.0.values.0: must be the ID of a test case of this project'
  expect(await send('POST', '/test_runs', fixed(test_case.id))).toMatchObject(refusal(422, details))
  expect(await other.send('POST', '/test_runs', { ...dynamic(), test_plan_id: ids.plan })).toMatchObject(
    refusal(422, 'test_plan_id: must be the ID of a test plan of this project'),
  )
})

async function humanIdsIn(ask: Project['ask'], runId: string): Promise<string[]> {
  const { test_cases } = await ask<{ test_cases: TestRunCase[] }>('GET', `/test_runs/${runId}/test_cases`)
  const cases = await Promise.all(
    test_cases.map(({ id }) => ask<{ test_case: { human_id: string } }>('GET', `/test_cases/${id}`)),
  )
  return cases.map(({ test_case }) => test_case.human_id)
}
