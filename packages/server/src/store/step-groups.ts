import { insertAll, updateAll } from './entities.ts'
import { inParts } from './parts.ts'
import { createPause } from './pause.ts'
import { prepared } from './prepared.ts'
import { removeWhole } from './removal.ts'
import type { Database, StepGroupRow, StepGroupStepRow, Store, TestCaseStepRow } from './schema.ts'

export function selectStepGroups(store: Store, projectId: string) {
  return store.selectFrom('step_groups').selectAll().where('project_id', '=', projectId)
}

export function readGroupSteps(store: Store, groupId: string): Promise<StepGroupStepRow[]> {
  return store
    .selectFrom('step_group_steps')
    .selectAll()
    .where('step_group_id', '=', groupId)
    .orderBy('position')
    .orderBy('tsid')
    .execute()
}

/** Updates the timestamp of the test cases that use the group. */
export async function touchLinkedCases(store: Store, groupId: string): Promise<void> {
  const links = store.selectFrom('test_case_steps').where('step_group_id', '=', groupId)
  const linked = await links.select('test_case_id').distinct().execute()
  const updated_at = Date.now()
  const pause = createPause()
  for (const ids of inParts(linked.map(({ test_case_id }) => test_case_id))) {
    await store.updateTable('test_cases').set({ updated_at }).where('id', 'in', ids).execute()
    await pause()
  }
}

/** Maximum number of steps that the deletion of a group may leave in test cases. */
export const mostCopies = 200_000

/** Counts the steps that the deletion of the group would leave in test cases: those of the group for each use of it. */
export async function countCopies(store: Store, groupId: string): Promise<number> {
  const [steps, uses] = [await stepsOfGroup(store, groupId), await usesOfGroup(store, groupId)]
  return Number(steps[0]?.count) * Number(uses[0]?.count)
}

const [stepsOfGroup, usesOfGroup] = [counterOf('step_group_steps'), counterOf('test_case_steps')]

function counterOf(table: 'step_group_steps' | 'test_case_steps') {
  return prepared<{ count: number }, [groupId: string]>((store, groupId) =>
    store
      .selectFrom(table as 'test_case_steps')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('step_group_id', '=', groupId),
  )
}

/** Replaces the group in every test case by a step with its title, followed by the steps of the group. */
export async function deleteStepGroup(store: Store, group: StepGroupRow): Promise<void> {
  await touchLinkedCases(store, group.id)
  const steps = await readGroupSteps(store, group.id)
  const links = await store
    .selectFrom('test_case_steps')
    .select(['test_case_id', 'position'])
    .where('step_group_id', '=', group.id)
    .execute()
  const pause = createPause()
  for (const link of links) {
    await insertAll(store, 'test_case_steps', await ownCopies(store, link, steps))
    await pause()
  }
  const own = { step_type: 'DEFAULT', step_group_id: null } as const
  await updateAll(store, 'test_case_steps', 'step_group_id', group.id, own)
  await removeWhole(store, 'step_groups', group.id)
}

/** Copies get positions between the link and the step after it. */
async function ownCopies(
  store: Store,
  { test_case_id, position }: Pick<TestCaseStepRow, 'test_case_id' | 'position'>,
  steps: Database['step_group_steps'][],
) {
  const { next } = await store
    .selectFrom('test_case_steps')
    .select(({ fn }) => fn.min('position').as('next'))
    .where('test_case_id', '=', test_case_id)
    .where('position', '>', position)
    .executeTakeFirstOrThrow()
  const gap = ((next === null ? position + 1 : Number(next)) - position) / (steps.length + 1)
  return steps.map(({ step_description, expected_results }, index) => ({
    test_case_id,
    step_description,
    expected_results,
    step_type: 'DEFAULT' as const,
    step_group_id: null,
    position: position + gap * (index + 1),
  }))
}
