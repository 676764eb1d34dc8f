import type { IndividualStep, TestCase } from '@testsigma-tms/types'
import { describe, expect, test } from 'vitest'
import { ids, newCase, nobody, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface One {
  test_case: TestCase
}

test('in prose: is created with the next human ID, and read by either ID', async () => {
  const { ask } = await startProject()
  const body = {
    ...newCase,
    preconditions: 'An appointment is booked.',
    steps: 'Open it.\nPress Cancel.',
    expected_results: 'It is gone.',
    reviewer_id: demo.users[0],
    folder_id: ids.smokeFolder,
    label_ids: [ids.label],
  }
  const { test_case } = await ask<One>('POST', '/test_cases', body)
  const { label_ids: _, ...shown } = body
  expect(test_case).toMatchObject({ ...shown, human_id: 'DEMO-5', template_type: 'TCD', description: '' })
  expect(test_case).not.toHaveProperty('individual_steps')
  expect(await ask('GET', '/test_cases/DEMO-5')).toEqual({ test_case })
  expect(await ask('GET', `/test_cases/${test_case.id.toUpperCase()}`)).toEqual({ test_case })
})

test('step by step: keeps the steps in their order', async () => {
  const { ask } = await startProject()
  const individual_steps = [
    { step_description: 'third', order: 2.5 },
    { step_description: 'first', order: 1, expected_results: 'It opens' },
    { step_description: 'second', order: 2 },
  ]
  const { test_case } = await ask<One>('POST', '/test_cases', { ...newCase, individual_steps })
  expect(test_case.template_type).toBe('STEPS')
  expect(test_case.individual_steps?.map(({ step_description, order }) => [step_description, order])).toEqual([
    ['first', 1],
    ['second', 2],
    ['third', 2.5],
  ])
  expect(test_case.individual_steps?.[0]).toEqual({
    id: expect.any(String),
    step_description: 'first',
    expected_results: 'It opens',
    order: 1,
    step_type: 'DEFAULT',
    step_group_id: null,
  })
})

test('an update changes the given fields, and responds as documented: without the human ID', async () => {
  const { ask } = await startProject()
  const { test_case: before } = await ask<One>('GET', '/test_cases/DEMO-2')
  const { test_case } = await ask<One>('PUT', '/test_cases/DEMO-2', { priority_id: newPriority })
  expect(test_case).not.toHaveProperty('human_id')
  expect(await ask('GET', '/test_cases/DEMO-2')).toEqual({
    test_case: { ...before, priority_id: newPriority, updated_at: test_case.updated_at },
  })
  expect(test_case.updated_at).toBeGreaterThan(Number(before.updated_at))
})

const newPriority = '2c8d5f83-1b46-4e29-8a73-6d4f9b2c1e50'

test('an update replaces the steps, and can switch the template both ways', async () => {
  const { ask } = await startProject()
  const put = (body: object) => ask<One>('PUT', '/test_cases/DEMO-3', body)
  const steps = await put({ individual_steps: [{ step_description: 'one' }, { step_description: 'two' }] })
  expect(steps.test_case.individual_steps).toMatchObject([
    { step_description: 'one', order: 1 },
    { step_description: 'two', order: 2 },
  ])
  const { test_case } = await put({ template_type: 'TCD', individual_steps: [], steps: 'one\ntwo' })
  expect(test_case).toMatchObject({ template_type: 'TCD', steps: 'one\ntwo' })
  expect(test_case).not.toHaveProperty('individual_steps')
  expect(await put({ template_type: 'STEPS' })).toMatchObject({
    test_case: { template_type: 'STEPS', steps: 'one\ntwo' },
  })
})

test('numbers are never reused, and each project has its own', async () => {
  const { ask, started } = await startProject()
  const create = () => ask<One>('POST', '/test_cases', newCase)
  const first = await create()
  await ask('DELETE', `/test_cases/${first.test_case.human_id}`)
  expect((await create()).test_case.human_id).toBe('DEMO-6')
  const other = await project(started, demo.otherProject).ask<One>('POST', '/test_cases', newCase)
  expect(other.test_case.human_id).toBe('BNK-1')
})

test('concurrent requests get consecutive numbers', async () => {
  const { ask } = await startProject()
  const all = await Promise.all(Array.from({ length: 20 }, () => ask<One>('POST', '/test_cases', newCase)))
  const numbers = all
    .map(({ test_case }) => Number(test_case.human_id?.split('-')[1]))
    .sort((one, other) => one - other)
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 5))
})

test('a deleted one is found nowhere, but runs keep its entry', async () => {
  const { ask, send } = await startProject()
  expect(await send('DELETE', `/test_cases/${demo.cases[0]}`)).toMatchObject({ status: 200, body: { message: '' } })
  for (const path of ['DEMO-1', demo.cases[0]]) {
    expect(await send('GET', `/test_cases/${path}`)).toMatchObject(refusal(404, 'test case not found'))
  }
  expect(await send('DELETE', '/test_cases/DEMO-1')).toMatchObject({ status: 404 })
  expect(await ask('GET', '/test_cases?search=DEMO-1')).toEqual({ test_cases: [] })
  expect(await ask('GET', '/test_runs/DEMO-R-1/test_cases')).toMatchObject({
    test_cases: [{ id: demo.cases[0], name: 'Sign in with a valid password', status: 'PASSED' }, {}],
  })
})

test.each([
  ['folder_id=580e3972-7f4a-4748-87e6-9b74873e2b93', [1, 2, 3, 4]],
  [`folder_id=${ids.folder}`, []],
  [`folder_id=${nobody}`, []],
  ['search=DEMO-1', [1]],
  ['search=demo-4', [4]],
  ['search=password', [1, 4]],
  ['search=PORTAL', [1]],
  ['search=nothing+like+it', []],
  ['title__CONTAINS=password', [1, 4]],
  ['title__CONTAINS=portal', []],
  ['search=password&title__CONTAINS=forgotten', [4]],
  ['q=x&filter=y&sort=z', [1, 2, 3, 4]],
])('the list with ?%s', async (query, numbers) => {
  const { ask } = await startProject()
  const { test_cases } = await ask<{ test_cases: TestCase[] }>('GET', `/test_cases?${query}`)
  expect(test_cases.map(({ human_id }) => human_id)).toEqual(numbers.map((number) => `DEMO-${number}`))
})

test('the list omits the texts, as documented', async () => {
  const { ask } = await startProject()
  const { test_cases } = await ask<{ test_cases: TestCase[] }>('GET', '/test_cases')
  for (const row of test_cases) expect(Object.keys(row)).not.toContain('steps')
  const [, , booking] = test_cases
  expect(booking?.individual_steps?.[0]).toMatchObject({ test_case_id: booking?.id, created_at: 1710678800 })
})

describe('is refused with', () => {
  const steps = (...individual_steps: Partial<IndividualStep>[]) => ({ ...newCase, individual_steps })
  test.each([
    [{}, 'title: required; type_id: required'],
    [{ ...newCase, owner_id: nobody }, `owner_id: must be the ID of a user, got "${nobody}"`],
    [{ ...newCase, reviewer_id: nobody }, 'reviewer_id: must be the ID of a user'],
    [{ ...newCase, type_id: newCase.status_id }, 'type_id: must be the ID of a test case type'],
    [{ ...newCase, status_id: ids.passed, folder_id: nobody }, 'status_id: must be the ID of a test case status'],
    [{ ...newCase, status_id: ids.passed, folder_id: nobody }, 'folder_id: must be the ID of a folder of this project'],
    [{ ...newCase, project_id: demo.otherProject }, 'project_id: must be the project of the path'],
    [{ ...newCase, label_ids: ['Regression', 'x'] }, 'label_ids.1: must be the ID or the name of a label, got "x"'],
    [{ ...newCase, label_ids: ['x', 'x'] }, 'label_ids: must be an array without duplicates'],
    [{ ...newCase, template_type: 'BDD' }, 'template_type: must be one of "TCD", "STEPS", got "BDD"'],
    [{ ...newCase, human_id: 'DEMO-2' }, 'human_id: unknown field'],
    [{ ...newCase, title: '' }, 'title: must be a string of 1 or more characters'],
    [steps({ expected_results: 'x' }), 'individual_steps.0.step_description: required'],
    [
      steps({ step_description: 'x', step_type: 'STEP_GROUP' }),
      'individual_steps.0.step_group_id: must be the ID of a',
    ],
    [
      steps({ step_description: 'x', step_group_id: nobody }),
      'individual_steps.0.step_group_id: must be the ID of a step',
    ],
    [
      steps({ step_description: 'x', step_type: 'DEFAULT', step_group_id: ids.group }),
      'individual_steps.0.step_type: must be STEP_GROUP',
    ],
  ])('%j', async (body, details) => {
    const { send } = await startProject()
    expect(await send('POST', '/test_cases', body)).toMatchObject(refusal(422, details))
  })
})

test('belongs to one project', async () => {
  const { send, started } = await startProject()
  const other = project(started, demo.otherProject)
  const { test_case } = await other.ask<One>('POST', '/test_cases', newCase)
  for (const [method, body] of [['GET'], ['PUT', {}], ['DELETE']] as const) {
    for (const id of [test_case.id, test_case.human_id]) {
      expect(await send(method, `/test_cases/${id}`, body)).toMatchObject(refusal(404, 'test case not found'))
    }
  }
  expect(await other.send('POST', '/test_cases', { ...newCase, folder_id: ids.folder })).toMatchObject(
    refusal(422, 'folder_id: must be the ID of a folder of this project'),
  )
})
