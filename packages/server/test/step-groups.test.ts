import type { StepGroup, TestCase } from '@testsigma-tms/types'
import { expect, test } from 'vitest'
import { ids, newCase, nobody, type Project, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface One {
  step_group: StepGroup
}

const link = { step_description: 'Sign in', step_type: 'STEP_GROUP', step_group_id: ids.group }

test('is created with its steps, and read by either ID', async () => {
  const { ask } = await startProject()
  const steps = [{ step_description: 'Press Pay' }, { step_description: 'Confirm', expected_result: 'Paid', order: 9 }]
  const { step_group } = await ask<One>('POST', '/step_groups', { title: 'Pay', steps, label_ids: [ids.label] })
  expect(step_group).toMatchObject({ title: 'Pay', description: '', human_id: 'DEMO-SG-3', project_id: demo.project })
  expect(step_group.steps).toMatchObject([
    { step_description: 'Press Pay', expected_results: '', order: 1, step_group_id: step_group.id },
    { step_description: 'Confirm', expected_results: 'Paid', order: 9 },
  ])
  expect(await ask('GET', '/step_groups/DEMO-SG-3')).toEqual({ step_group })
  const { step_groups } = await ask<{ step_groups: StepGroup[] }>('GET', '/step_groups')
  expect(step_groups.map(({ human_id }) => human_id)).toEqual(['DEMO-SG-1', 'DEMO-SG-2', 'DEMO-SG-3'])
  for (const row of step_groups) expect(row).not.toHaveProperty('steps')
})

test('an update changes the given fields, and steps keep their IDs by position', async () => {
  const { ask } = await startProject()
  const { step_group: before } = await ask<One>('GET', '/step_groups/DEMO-SG-1')
  const { step_group: renamed } = await ask<One>('PUT', '/step_groups/DEMO-SG-1', { title: 'Sign in quickly' })
  expect(renamed).toMatchObject({ title: 'Sign in quickly', description: before.description, steps: before.steps })
  const steps = ['a', 'b', 'c'].map((step_description) => ({ step_description }))
  const { step_group: longer } = await ask<One>('PUT', '/step_groups/DEMO-SG-1', { steps })
  expect(longer.steps?.map(({ step_description }) => step_description)).toEqual(['a', 'b', 'c'])
  expect(longer.steps?.slice(0, 2).map(({ id }) => id)).toEqual(before.steps?.map(({ id }) => id))
  expect(await ask('PUT', '/step_groups/DEMO-SG-1', { steps: [] })).toMatchObject({ step_group: { steps: [] } })
})

test('a change of the group is visible in every test case that uses it', async () => {
  const { ask } = await startProject()
  const cases = [await createLinked(ask), await createLinked(ask)]
  await ask('PUT', '/step_groups/DEMO-SG-1', { title: 'Sign in by fingerprint' })
  for (const { id } of cases) {
    const { test_case } = await ask<{ test_case: TestCase }>('GET', `/test_cases/${id}`)
    expect(test_case.individual_steps).toMatchObject([
      { step_description: 'Open the portal', step_type: 'DEFAULT', step_group_id: null },
      { step_description: 'Sign in by fingerprint', step_type: 'STEP_GROUP', step_group_id: ids.group },
      { step_description: 'Look around', step_type: 'DEFAULT' },
    ])
  }
})

test('the response of a test case can be sent back', async () => {
  const { ask } = await startProject()
  const { id, individual_steps } = await createLinked(ask)
  const inputs = individual_steps?.map(({ id: _, ...step }) => step)
  const { test_case } = await ask<{ test_case: TestCase }>('PUT', `/test_cases/${id}`, { individual_steps: inputs })
  expect(test_case.individual_steps).toEqual(individual_steps)
})

test('the steps of a deleted group are kept in the test cases, at the same position', async () => {
  const { ask, send } = await startProject()
  const { id } = await createLinked(ask)
  expect(await send('DELETE', '/step_groups/DEMO-SG-1')).toMatchObject({ status: 200 })
  expect(await send('GET', `/step_groups/${ids.group}`)).toMatchObject(refusal(404, 'step group not found'))
  const { test_case } = await ask<{ test_case: TestCase }>('GET', `/test_cases/${id}`)
  expect(test_case.individual_steps?.map(({ step_description }) => step_description)).toEqual([
    'Open the portal',
    'Sign in',
    'Open the sign-in page',
    'Enter address and password and press Sign in',
    'Look around',
  ])
  for (const step of test_case.individual_steps ?? []) {
    expect(step).toMatchObject({ step_type: 'DEFAULT', step_group_id: null })
  }
  expect((await ask<One>('POST', '/step_groups', { title: 'New' })).step_group.human_id).toBe('DEMO-SG-3')
})

test.each([
  [{}, 'title: required'],
  [{ title: 'x', label_ids: ['Regression'] }, 'label_ids.0: must be a UUID, got "Regression"'],
  [{ title: 'x', label_ids: [nobody] }, 'label_ids.0: must be the ID of a label'],
  [{ title: 'x', steps: [{ expected_result: 'x' }] }, 'steps.0.step_description: required'],
  [
    { title: 'x', steps: [{ step_description: 'x', expected_result: 'x', expected_results: 'y' }] },
    'steps.0.expected_results: must be like expected_result',
  ],
  [{ title: 'x', steps: [{ step_description: 'x', order: 1.5 }] }, 'steps.0.order: must be an integer, got 1.5'],
])('%j is refused', async (body, details) => {
  const { send } = await startProject()
  expect(await send('POST', '/step_groups', body)).toMatchObject(refusal(422, details))
})

test('the steps that a deletion would leave in test cases are limited', async () => {
  const { ask, send } = await startProject()
  const steps = Array.from({ length: 1000 }, (_, index) => ({ step_description: `${index}` }))
  const { step_group } = await ask<One>('POST', '/step_groups', { title: 'Long', steps })
  const used = (times: number) => ({
    ...newCase,
    individual_steps: Array(times).fill({ step_description: 'x', step_group_id: step_group.id }),
  })
  const details = 'the uses of a step group times its steps must be 200000 or fewer, got 201000'
  expect(await send('POST', '/test_cases', used(201))).toMatchObject(refusal(422, `individual_steps: ${details}`))
  await ask('POST', '/test_cases', used(200))
  expect(await send('PUT', `/step_groups/${step_group.id}`, { steps: [...steps, steps[0]] })).toMatchObject(
    refusal(422, 'steps: the uses of a step group times its steps must be 200000 or fewer, got 200200'),
  )
})

test('belongs to one project', async () => {
  const { started } = await startProject()
  const other = project(started, demo.otherProject)
  expect(await other.send('GET', `/step_groups/${ids.group}`)).toMatchObject(refusal(404, 'step group not found'))
  expect(await other.send('POST', '/test_cases', { ...newCase, individual_steps: [link] })).toMatchObject(
    refusal(422, 'individual_steps.0.step_group_id: must be the ID of a step group of this project'),
  )
})

async function createLinked(ask: Project['ask']): Promise<TestCase> {
  const individual_steps = [{ step_description: 'Open the portal' }, link, { step_description: 'Look around' }]
  return (await ask<{ test_case: TestCase }>('POST', '/test_cases', { ...newCase, individual_steps })).test_case
}
