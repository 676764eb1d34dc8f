import type { TestRun } from '@testsigma-tms/types'
import { expect, test } from 'vitest'
import { ids, nobody, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface One {
  test_run: TestRun
}

const everything = { title: 'Nightly', selection_type: 'DYNAMIC' }

test('an update changes the given fields, and titles stay unique', async () => {
  const { ask, send } = await startProject()
  const { test_run: before } = await ask<One>('PUT', '/test_runs/DEMO-R-1', {})
  expect(await ask('PUT', '/test_runs/DEMO-R-1', { description: 'New' })).toEqual({
    test_run: { ...before, description: 'New' },
  })
  expect(await ask('PUT', '/test_runs/DEMO-R-1', { title: before.title, label_names: [] })).toEqual({
    test_run: { ...before, description: 'New', label_names: [] },
  })
  expect(await ask('PUT', '/test_runs/DEMO-R-1', { human_id: 'DEMO-001' })).toMatchObject({
    test_run: { human_id: 'DEMO-R-1' },
  })
  const taken = { title: 'Patient portal 2.4, smoke' }
  expect(await send('PUT', '/test_runs/DEMO-R-1', taken)).toMatchObject(
    refusal(422, 'title: test run title already exists (DEMO-R-2), got "Patient portal 2.4, smoke"'),
  )
  expect(await send('PUT', '/test_runs/DEMO-R-1', { selection_type: 'DYNAMIC' })).toMatchObject(
    refusal(422, 'selection_type: must be STATIC, as it was, got "DYNAMIC"'),
  )
  expect(await send('PUT', '/test_runs/DEMO-R-1', { dynamic_selection_excluded_test_case_ids: null })).toMatchObject(
    refusal(422, 'dynamic_selection_excluded_test_case_ids: must be an array, got null'),
  )
})

test('the same title is accepted in another project, and after the other run is deleted', async () => {
  const { ask, started } = await startProject()
  const title = 'Patient portal 2.4, smoke'
  await project(started, demo.otherProject).ask('POST', '/test_runs', { ...everything, title })
  await ask('DELETE', '/test_runs/DEMO-R-2')
  expect((await ask<One>('POST', '/test_runs', { ...everything, title })).test_run.human_id).toBe('DEMO-R-3')
})

test('a closed run stays closed, with its results and assignments', async () => {
  const { ask, send } = await startProject()
  const close = { status: 'CLOSED' }
  for (let again = 0; again < 2; again++) {
    expect(await ask('PUT', '/test_runs/DEMO-R-1', close)).toMatchObject({ test_run: close })
  }
  expect(await ask('GET', '/test_runs/DEMO-R-1')).toMatchObject({ test_run: close })
  expect(await send('PUT', '/test_runs/DEMO-R-1', { status: 'ACTIVE' })).toMatchObject(
    refusal(422, 'status: test run DEMO-R-1 is closed and cannot be opened again, got "ACTIVE"'),
  )
  const final = refusal(422, 'status: test run DEMO-R-1 is closed, so its results are final')
  const result = { test_case_id: demo.cases[0], test_run_status_id: ids.failed, user_id: ids.user }
  expect(await send('PUT', '/test_runs/DEMO-R-1/test_cases', { test_run_cases: [result] })).toMatchObject(final)
  const assignment = { test_case_id: demo.cases[0], user_id: ids.user }
  expect(await send('PUT', '/test_runs/DEMO-R-1/assign_user', assignment)).toMatchObject(final)
  expect(await ask('PUT', '/test_runs/DEMO-R-1', { description: 'Done' })).toMatchObject({
    test_run: { ...close, description: 'Done' },
  })
})

test('a run is deleted with its entries', async () => {
  const { ask, send } = await startProject()
  expect(await send('DELETE', '/test_runs/DEMO-R-1')).toMatchObject({
    status: 200,
    body: { message: 'Test run deleted.' },
  })
  expect(await send('GET', `/test_runs/${demo.run}`)).toMatchObject(refusal(404, 'test run not found'))
  expect(await send('GET', '/test_runs/DEMO-R-1/test_cases')).toMatchObject({ status: 404 })
  expect(await send('GET', `/junit-imports/${ids.import}/status`)).toMatchObject(refusal(404, 'import not found'))
  expect(await ask('GET', '/test_cases/DEMO-1')).toMatchObject({ test_case: { id: demo.cases[0] } })
})

test.each([
  ['search=SMOKE', ['Patient portal 2.4, smoke']],
  ['search=demo-r-1', ['Patient portal 2.3, regression']],
  ['title__CONTAINS=2.4', ['Patient portal 2.4, smoke']],
  [`test_plan_id=${ids.plan.toUpperCase()}`, ['Patient portal 2.3, regression', 'Patient portal 2.4, smoke']],
  [`test_plan_id=${nobody}`, []],
  ['name__CONTAINS=smoke', ['Patient portal 2.3, regression', 'Patient portal 2.4, smoke']],
])('the list with ?%s', async (query, names) => {
  const { ask } = await startProject()
  const { test_runs } = await ask<{ test_runs: TestRun[] }>('GET', `/test_runs?${query}`)
  expect(test_runs.map(({ name }) => name)).toEqual(names)
})
