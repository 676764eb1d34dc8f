import type { TestPlan, TestPlanCompletion, TestPlanRun } from '@testsigma-tms/types'
import { expect, test } from 'vitest'
import { ids, nobody, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface One {
  test_plan: TestPlan
}

test('is created, read by either ID, and listed', async () => {
  const { ask } = await startProject()
  const body = { title: 'Release 3', description: 'Big', start_date: 1710374400, end_date: 1712966400000 }
  const { test_plan } = await ask<One>('POST', '/test_plans', { ...body, label_ids: [ids.label.toUpperCase()] })
  const shown = { ...body, end_date: 1712966400, human_id: 'DEMO-P-3', status: 'ACTIVE' }
  expect(test_plan).toMatchObject({ ...shown, label_ids: [ids.label] })
  const { label_ids: _, ...read } = test_plan
  expect(await ask('GET', '/test_plans/DEMO-P-3')).toEqual({ test_plan: read })
  expect(await ask('GET', `/test_plans/${test_plan.id}`)).toEqual({ test_plan: read })
  const { test_plans } = await ask<{ test_plans: TestPlan[] }>('GET', '/test_plans')
  expect(test_plans.map(({ name }) => name)).toEqual([
    'Release 2.4 of the patient portal',
    'Nightly smoke runs',
    'Release 3',
  ])
})

test('requires only a title, and then has no dates', async () => {
  const { ask } = await startProject()
  const { test_plan } = await ask<One>('POST', '/test_plans', { title: 'Short' })
  expect(test_plan).toMatchObject({ description: '', label_ids: [] })
  expect(test_plan).not.toHaveProperty('start_date')
})

test('an update changes the given fields', async () => {
  const { ask } = await startProject()
  const { test_plan: before } = await ask<One>('GET', '/test_plans/DEMO-P-1')
  const { test_plan } = await ask<One>('PUT', '/test_plans/DEMO-P-1', { title: 'Release 2.5' })
  expect(test_plan).toEqual({
    id: before.id,
    human_id: 'DEMO-P-1',
    title: 'Release 2.5',
    description: before.description,
    status: 'ACTIVE',
    updated_at: expect.any(Number),
  })
  expect(await ask('GET', '/test_plans/DEMO-P-1')).toEqual({
    test_plan: { ...before, title: 'Release 2.5', updated_at: test_plan.updated_at },
  })
})

test('is completed once, and returns the time at every further request', async () => {
  const { ask, send } = await startProject()
  const complete = () => ask<{ test_plan: TestPlanCompletion }>('POST', '/test_plans/DEMO-P-1/complete')
  const { test_plan } = await complete()
  expect(test_plan).toMatchObject({ id: ids.plan, status: 'COMPLETED' })
  expect(await complete()).toEqual({ test_plan })
  expect(await send('POST', '/test_plans/DEMO-P-2/complete')).toMatchObject({
    body: { status: 'success', message: 'Plan completed.', data: { test_plan: { completed_at: 1710115200 } } },
  })
  expect(await ask('GET', '/test_plans/DEMO-P-1')).toMatchObject({ test_plan: { status: 'COMPLETED' } })
  // Its runs are not affected.
  expect(await ask('GET', '/test_runs/DEMO-R-1')).toMatchObject({ test_run: { status: 'IN_PROGRESS' } })
})

test('an update can complete it too, and reopen it', async () => {
  const { ask } = await startProject()
  expect(await ask('PUT', '/test_plans/DEMO-P-1', { status: 'COMPLETED' })).toMatchObject({
    test_plan: { status: 'COMPLETED' },
  })
  expect(await ask('PUT', '/test_plans/DEMO-P-1', { status: 'ACTIVE' })).toMatchObject({
    test_plan: { status: 'ACTIVE' },
  })
})

test('lists its runs with their outcomes, and keeps them when it is deleted', async () => {
  const { ask, send } = await startProject()
  const body = { title: 'New', selection_type: 'DYNAMIC', test_plan_id: ids.plan }
  const { test_run } = await ask<{ test_run: { id: string } }>('POST', '/test_runs', body)
  const { test_runs } = await ask<{ test_runs: TestPlanRun[] }>('GET', '/test_plans/DEMO-P-1/test_runs')
  expect(test_runs).toMatchObject([
    { id: demo.run, status: 'IN_PROGRESS', duration: 86400, results: { total: 2, passed: 1, failed: 1 } },
    { status: 'PASSED', results: { total: 0, passed: 0, failed: 0 } },
    { id: test_run.id, status: 'ACTIVE', results: { total: 4, passed: 0, failed: 0 } },
  ])
  for (const { duration, started_at = 0, ended_at = 0 } of test_runs) expect(duration).toBe(ended_at - started_at)

  expect(await send('DELETE', `/test_plans/${ids.plan}`)).toMatchObject({ body: { message: 'Test plan deleted.' } })
  expect(await send('GET', '/test_plans/DEMO-P-1/test_runs')).toMatchObject(refusal(404, 'test plan not found'))
  expect(await ask('GET', '/test_runs')).toMatchObject({ test_runs: [{}, {}, { id: test_run.id }] })
  expect(await ask('GET', `/test_runs?test_plan_id=${ids.plan}`)).toEqual({ test_runs: [] })
})

test.each([
  ['title__CONTAINS=release', ['DEMO-P-1']],
  ['name__NEQ=Nightly+smoke+runs', ['DEMO-P-1']],
])('the list with ?%s', async (query, humanIds) => {
  const { ask } = await startProject()
  const { test_plans } = await ask<{ test_plans: TestPlan[] }>('GET', `/test_plans?${query}`)
  expect(test_plans.map(({ human_id }) => human_id)).toEqual(humanIds)
})

test.each([
  [{}, 'title: required'],
  [{ title: 'x', label_ids: [nobody] }, 'label_ids.0: must be the ID of a label'],
  [{ title: 'x', start_date: 'tomorrow' }, 'start_date: must be an integer of 0 or more, got "tomorrow"'],
  [{ title: 'x', status: 'COMPLETED' }, 'status: unknown field'],
])('%j is refused', async (body, details) => {
  const { send } = await startProject()
  expect(await send('POST', '/test_plans', body)).toMatchObject(refusal(422, details))
})

test('belongs to one project', async () => {
  const { started } = await startProject()
  const other = project(started, demo.otherProject)
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/complete'],
    ['GET', '/test_runs'],
  ] as const) {
    for (const id of [ids.plan, 'DEMO-P-1']) {
      expect(await other.send(method, `/test_plans/${id}${path}`)).toMatchObject(refusal(404, 'test plan not found'))
    }
  }
})

test('an update may contain the project in the body, as the client sends it; another one is refused', async () => {
  const { ask, send } = await startProject()
  await ask('PUT', '/test_plans/DEMO-P-1', { project_id: demo.project, title: 'Again' })
  expect(await send('PUT', '/test_plans/DEMO-P-1', { project_id: demo.otherProject })).toMatchObject(
    refusal(422, 'project_id: only the server sets it'),
  )
})
