import type { IndividualStep, Label, TestCase } from '@testsigma-tms/types'
import { selectLabels } from '../store/labels.ts'
import type { Store, TestCaseRow } from '../store/schema.ts'
import { readCaseSteps, type ShownStep } from '../store/test-cases.ts'

/** A row of the list, without the texts. */
export function toListedTestCase(row: TestCaseRow): TestCase {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    template_type: row.template_type,
    human_id: row.human_id,
    owner_id: row.owner_id,
    type_id: row.type_id,
    status_id: row.status_id,
    automation_type_id: row.automation_type_id,
    priority_id: row.priority_id,
    folder_id: row.folder_id ?? '',
    project_id: row.project_id,
  }
}

/** In full: labels as objects, and no reviewer. */
export async function toTestCases(store: Store, rows: TestCaseRow[]): Promise<TestCase[]> {
  const ids = rows.map(({ id }) => id)
  const steps = Map.groupBy(await readCaseSteps(store, ids), ({ test_case_id }) => test_case_id)
  const labelsOf = await readLabels(store)
  return rows.map((row) => ({
    ...toListedTestCase(row),
    preconditions: row.preconditions,
    steps: row.steps,
    expected_results: row.expected_results,
    ...individualSteps(steps.get(row.id) ?? []),
    labels: labelsOf(row),
    created_at: row.created_at,
    updated_at: row.updated_at,
  }))
}

/** Answers what finds the labels of a row, in their order. */
export async function readLabels(store: Store): Promise<(row: { label_ids: string }) => Label[]> {
  const rows = await selectLabels(store).execute()
  const labels = new Map(
    rows.map(({ id, name, created_at, updated_at }) => [
      id,
      { id, name, createdAt: created_at, updatedAt: updated_at } satisfies Label,
    ]),
  )
  return ({ label_ids }) => (JSON.parse(label_ids) as string[]).flatMap((id) => labels.get(id) ?? [])
}

function individualSteps(steps: ShownStep[]) {
  return steps.length > 0 ? { individual_steps: steps.map(toStep) } : {}
}

/** A step that stands for a group reads as the group does now. */
function toStep(step: ShownStep): IndividualStep {
  const { id, expected_results, position: order, step_type, step_group_id } = step
  return {
    id,
    step_description: step.group_title ?? step.step_description,
    expected_results,
    order,
    step_type,
    step_group_id,
  }
}
