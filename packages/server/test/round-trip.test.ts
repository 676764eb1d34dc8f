import { readCall } from '@testsigma-tms/spec/contract'
import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { contract, type OperationId } from '../src/http/contract.ts'
import { ids, newCase, type Project, refusal, startProject } from './requests.ts'

type Entity = Record<string, unknown>

interface RoundTrip {
  /** Path below the project, or from the root. */
  create: string
  /** Random bodies for a creation. */
  body: fc.Arbitrary<Entity>
  /** Text fields that can be changed. */
  change: string[]
}

const title = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => !text.includes('\u0000'))
const text = fc.string({ maxLength: 30 }).filter((value) => !value.includes('\u0000'))
const moment = fc.integer({ min: 1_700_000_000_123, max: 1_800_000_000_000 })
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const labels = fc.subarray([ids.label])

/** One for each PUT with a GET on the same path; a missing one fails the test. */
const roundTrips: Partial<Record<OperationId, RoundTrip>> = {
  updateProject: {
    create: '//projects',
    body: fc.record({ name: title, description: maybe(text) }),
    change: ['name', 'description'],
  },
  updateFolder: { create: '/folders', body: fc.record({ name: title, order: maybe(fc.nat(9)) }), change: ['name'] },
  updateTestCase: {
    create: '/test_cases',
    body: fc.record({
      ...Object.fromEntries(Object.entries(newCase).map(([name, value]) => [name, fc.constant(value)])),
      title,
      description: maybe(text),
      steps: maybe(text),
      folder_id: maybe(fc.constantFrom(ids.folder, '', null)),
      reviewer_id: maybe(fc.constantFrom(ids.user, '', null)),
      label_ids: maybe(labels),
      individual_steps: maybe(
        fc.array(fc.record({ step_description: title, step_group_id: fc.constantFrom(ids.group, null) }), {
          maxLength: 3,
        }),
      ),
    }),
    change: ['title', 'description', 'expected_results'],
  },
  updateStepGroup: {
    create: '/step_groups',
    body: fc.record({
      title,
      label_ids: maybe(labels),
      steps: fc.array(fc.record({ step_description: title, expected_result: text }), { maxLength: 3 }),
    }),
    change: ['title', 'description'],
  },
  updateTestRun: {
    create: '/test_runs',
    body: fc.record({
      title: title.map((name) => `${name} ${crypto.randomUUID()}`),
      selection_type: fc.constant('DYNAMIC'),
      status: maybe(fc.constantFrom('ACTIVE', 'IN_PROGRESS', 'PASSED')),
      start_date: maybe(moment),
      assignee_id: maybe(fc.constantFrom(ids.user, '', null)),
      test_plan_id: maybe(fc.constantFrom(ids.plan, '', null)),
    }),
    change: inject('profile') === 'observed' ? ['title', 'description'] : ['name'],
  },
  updateTestPlan: {
    create: '/test_plans',
    body: fc.record({ title, description: maybe(text), start_date: maybe(moment), end_date: maybe(moment) }),
    change: ['title', 'description'],
  },
}

const pairs = contract.operations.filter(({ method, path }) => {
  const get = contract.operations.find((other) => other.method === 'get' && other.path === path)
  return method === 'put' && get && readCall(contract, get).result.kind === 'entity'
})

test('every PUT with a GET on the same path is tested', () => {
  expect(pairs.length).toBeGreaterThan(0)
  expect(Object.keys(roundTrips).sort()).toEqual(pairs.map(({ id }) => id).sort())
})

describe.each(Object.entries(roundTrips))('%s', (_, { create, body, change }) => {
  test('accepts what was read, with one field changed, and changes only that one', async () => {
    const world = await startProject()
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...change), async (created, field) => {
        const read = await createAndRead(world, create, created)
        const before = await read.get()
        const changed = { ...before, [field]: `changed ${crypto.randomUUID()}` }
        await world.ask('PUT', read.path, sendable(changed))
        expect(withoutTime(await read.get())).toEqual(withoutTime(changed))
      }),
      { numRuns: 12 },
    )
  })

  test('refuses to change read-only fields, and names them', async () => {
    const world = await startProject()
    const [created] = fc.sample(body, 1)
    const read = await createAndRead(world, create, created ?? {})
    const before = sendable(await read.get())
    const other = '11111111-2222-4333-8444-555555555555'
    for (const [field, value] of [
      ['id', other],
      ['updated_at', 1],
    ] as const) {
      if (!(field in before)) continue
      expect(await world.send('PUT', read.path, { ...before, [field]: value })).toMatchObject(
        refusal(422, `${field}: only the server sets it; must be`),
      )
    }
    expect(await read.get()).toMatchObject(before)
  })
})

describe.each(['', null])('%j means that there is none', (none) => {
  test('removes the folder and the reviewer of a test case', async () => {
    const { ask } = await startProject()
    await ask('PUT', '/test_cases/DEMO-1', { folder_id: ids.folder, reviewer_id: ids.user })
    await ask('PUT', '/test_cases/DEMO-1', { folder_id: none, reviewer_id: none })
    expect(await ask('GET', '/test_cases/DEMO-1')).toMatchObject({ test_case: { folder_id: '' } })
  })

  test('removes the assignee of a run, and the parent of a folder', async () => {
    const { ask } = await startProject()
    await ask('PUT', '/test_runs/DEMO-R-1', { assignee_id: ids.user })
    expect(await ask('PUT', '/test_runs/DEMO-R-1', { assignee_id: none })).toMatchObject({
      test_run: { assignee_id: '' },
    })
    await ask('POST', `/folders/${ids.innerFolder}/move`, { parent_folder_id: none })
    expect(await ask('GET', `/folders/${ids.innerFolder}`)).toMatchObject({ folder: { parent_folder_id: '' } })
  })
})

test('a field with two names accepts a change of either, but not two different ones', async () => {
  const { ask, send } = await startProject()
  const { test_plan } = await ask<{ test_plan: Entity }>('GET', '/test_plans/DEMO-P-1')
  await ask('PUT', '/test_plans/DEMO-P-1', { title: test_plan.title, name: 'Renamed' })
  expect(await ask('GET', '/test_plans/DEMO-P-1')).toMatchObject({ test_plan: { title: 'Renamed' } })
  expect(await send('PUT', '/test_plans/DEMO-P-1', { title: 'One', name: 'Other' })).toMatchObject(
    refusal(422, 'name: must be like title'),
  )
})

test('the null that the live API refuses is refused', async ({ skip }) => {
  skip(inject('profile') !== 'observed', 'the documentation does not say')
  const { send } = await startProject()
  expect(await send('PUT', '/test_runs/DEMO-R-1', { dynamic_selection_excluded_test_case_ids: null })).toMatchObject({
    status: 400,
  })
})

async function createAndRead({ ask }: Project, path: string, body: Entity) {
  const [created] = Object.values(await ask<Record<string, { id: string }>>('POST', path, body))
  const address = `${path}/${created?.id}`
  const get = async (): Promise<Entity> => {
    const [entity] = Object.values(await ask<Record<string, Entity>>('GET', address))
    return entity ?? {}
  }
  return { path: address, get }
}

/** Without a field that the live API returns for a run, but never accepts. */
function sendable(entity: Entity): Entity {
  const { dynamic_selection_excluded_test_case_ids: excluded, ...rest } = entity
  return excluded === null || excluded === undefined ? rest : entity
}

function withoutTime({ updated_at: _, ...entity }: Entity): Entity {
  return entity
}
