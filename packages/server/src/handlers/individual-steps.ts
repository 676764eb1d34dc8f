import type { IndividualStepInput, StepType } from '@testsigma-tms/types'
import { unprocessable } from '../http/errors.ts'
import type { ProjectRow, Store, TestCaseRow } from '../store/schema.ts'
import { countCopies, mostCopies, selectStepGroups } from '../store/step-groups.ts'
import { replaceSteps } from '../store/steps.ts'
import { readCaseSteps } from '../store/test-cases.ts'
import { refuse, wrong } from './references.ts'

interface Step {
  step_description: string
  expected_results: string
  step_type: StepType
  step_group_id: string | null
  position: number
}

/** The steps of a body, with the IDs of their step groups. */
export async function readSteps(store: Store, project: ProjectRow, inputs: IndividualStepInput[]): Promise<Step[]> {
  const steps: Step[] = []
  const failures: string[] = []
  const groups = await readStepGroups(store, project)
  for (const [index, input] of inputs.entries()) {
    const step_group_id = input.step_group_id || null
    const { step_description, expected_results = '', order: position = index + 1 } = input
    const step_type = input.step_type ?? (step_group_id ? 'STEP_GROUP' : 'DEFAULT')
    const group = step_group_id ? groups.get(step_group_id.toLowerCase()) : undefined
    const field = `individual_steps.${index}`
    if (step_group_id && step_type === 'DEFAULT') {
      failures.push(wrong(`${field}.step_type`, 'STEP_GROUP for a step with a step_group_id', step_type))
    } else if (step_type === 'STEP_GROUP' && !group) {
      failures.push(wrong(`${field}.step_group_id`, 'the ID of a step group of this project', input.step_group_id))
    }
    steps.push({ step_description, expected_results, step_type, step_group_id: group ?? null, position })
  }
  refuse(failures)
  return steps
}

/** The IDs of all step groups of the project, by ID and by human ID; one query for all steps. */
async function readStepGroups(store: Store, { id }: ProjectRow): Promise<Map<string, string>> {
  const groups = await selectStepGroups(store, id).clearSelect().select(['id', 'human_id']).execute()
  return new Map(groups.flatMap(({ id, human_id }) => [[id, id] as const, [human_id.toLowerCase(), id] as const]))
}

export async function storeSteps(store: Store, { id }: TestCaseRow, steps: Step[]): Promise<void> {
  const stored = (await readCaseSteps(store, [id])).map(({ group_title: _, ...step }) => step)
  const fields = steps.map((step) => ({ test_case_id: id, ...step }))
  await replaceSteps(store, 'test_case_steps', stored, fields)
  for (const groupId of new Set(steps.map(({ step_group_id }) => step_group_id))) {
    if (groupId !== null) await limitUses(store, groupId, 'individual_steps')
  }
}

/**
 * Deleting a group copies its steps to each of its uses, so both together are limited before they are committed.
 *
 * @param field name of the field that adds to them
 */
export async function limitUses(store: Store, groupId: string, field: string): Promise<void> {
  const copies = await countCopies(store, groupId)
  if (copies <= mostCopies) return
  throw unprocessable(
    `${field}: the uses of a step group times its steps must be ${mostCopies} or fewer, got ${copies} for ${groupId}`,
  )
}
