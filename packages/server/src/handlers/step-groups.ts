import type { StepGroup, StepGroupStep, StepGroupStepInput } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { insert, update } from '../store/entities.ts'
import { nextHumanId } from '../store/in-project.ts'
import type { StepGroupRow, StepGroupStepRow, Store } from '../store/schema.ts'
import {
  readGroupSteps,
  deleteStepGroup as removeStepGroup,
  selectStepGroups,
  touchLinkedCases,
} from '../store/step-groups.ts'
import { replaceSteps } from '../store/steps.ts'
import { transact } from '../store/transact.ts'
import { oneOf } from './aliases.ts'
import { requireInProject, requireProject } from './find.ts'
import type { Handler } from './handler.ts'
import { limitUses } from './individual-steps.ts'
import { readPage } from './paging.ts'
import { dropReadOnly } from './read-only.ts'
import { refuse, resolveLabels } from './references.ts'

const longestTitle = 1000

export const listStepGroups: Handler<'listStepGroups'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const project = await requireProject(store, params.project_id)
  const groups = selectStepGroups(store, project.id)
  const { rows, page_info } = await readPage({ rows: groups, table: 'step_groups' }, query, call)
  return {
    status: 200,
    body: { message: '', data: { step_groups: rows.map((row) => toRow(row, profile)) }, page_info },
  }
}

export const getStepGroup: Handler<'getStepGroup'> = async ({ params, store, profile }) => {
  const group = await requireInProject(store, 'step_groups', params.project_id, params.step_group_id)
  return response(store, group, profile)
}

export const createStepGroup: Handler<'createStepGroup'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    const { title, description = '', label_ids, steps = [] } = body
    checkTitle(title)
    const labelIds = await resolveLabels(transaction, 'label_ids', label_ids, 'id')
    const group = await insert(transaction, 'step_groups', {
      project_id: project.id,
      human_id: await nextHumanId(transaction, project, 'step_groups'),
      title,
      description,
      label_ids: JSON.stringify(labelIds ?? []),
    })
    await storeSteps(transaction, group, steps)
    return response(transaction, group, profile)
  })

export const updateStepGroup: Handler<'updateStepGroup'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const group = await requireInProject(transaction, 'step_groups', params.project_id, params.step_group_id)
    const views = async () => [await shownStepGroup(transaction, group, profile)]
    const { title, description, steps, label_ids: labels } = await dropReadOnly('updateStepGroup', body, views)
    checkTitle(title)
    const labelIds = await resolveLabels(transaction, 'label_ids', labels, 'id')
    const label_ids = labelIds && JSON.stringify(labelIds)
    const changed = await update(transaction, 'step_groups', group, { title, description, label_ids })
    if (steps) await storeSteps(transaction, group, steps)
    await touchLinkedCases(transaction, group.id)
    return response(transaction, changed, profile)
  })

export const deleteStepGroup: Handler<'deleteStepGroup'> = ({ params, store }) =>
  transact(store, async (transaction) => {
    const group = await requireInProject(transaction, 'step_groups', params.project_id, params.step_group_id)
    await removeStepGroup(transaction, group)
    return { status: 200, body: { message: '' } }
  })

/** The title is shown in every step that refers to the group, so a long one would be repeated thousands of times. */
function checkTitle(title: string | undefined): void {
  const length = title?.length ?? 0
  refuse(length > longestTitle ? [`title: must be a string of ${longestTitle} characters or fewer, got ${length}`] : [])
}

async function storeSteps(store: Store, { id }: StepGroupRow, steps: StepGroupStepInput[]): Promise<void> {
  const stored = await readGroupSteps(store, id)
  const fields = steps.map((step, index) => ({
    step_group_id: id,
    step_description: step.step_description,
    expected_results: expectedResults(step, index, stored[index]),
    position: step.order ?? index + 1,
  }))
  await replaceSteps(store, 'step_group_steps', stored, fields)
  await limitUses(store, id, 'steps')
}

/** Requests and responses use different names for this text; if both are sent, the changed one counts. */
function expectedResults(step: StepGroupStepInput, index: number, stored: StepGroupStepRow | undefined): string {
  return (
    oneOf(
      `steps.${index}`,
      { expected_result: step.expected_result, expected_results: step.expected_results },
      stored?.expected_results,
    ) ?? ''
  )
}

async function response(store: Store, group: StepGroupRow, profile: Profile) {
  const step_group = await shownStepGroup(store, group, profile)
  return { status: 200 as const, body: { message: '', data: { step_group } } }
}

async function shownStepGroup(store: Store, group: StepGroupRow, profile: Profile): Promise<StepGroup> {
  const steps = await readGroupSteps(store, group.id)
  return { ...toRow(group, profile), steps: steps.map((step) => toStep(step, profile)) }
}

function toRow(group: StepGroupRow, { timestamp }: Profile): StepGroup {
  const { id, title, description, human_id, project_id, created_at, updated_at } = group
  return {
    id,
    title,
    description,
    human_id,
    project_id,
    created_at: timestamp(created_at),
    updated_at: timestamp(updated_at),
  }
}

function toStep(step: StepGroupStepRow, { timestamp }: Profile): StepGroupStep {
  return {
    id: step.id,
    step_description: step.step_description,
    expected_results: step.expected_results,
    order: step.position,
    step_group_id: step.step_group_id,
    created_at: timestamp(step.created_at),
    updated_at: timestamp(step.updated_at),
  }
}
