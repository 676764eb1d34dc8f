import type { IndividualStep, TestCase } from '@testsigma-tms/types'
import type { Store, TestCaseRow } from '../store/schema.ts'
import { readCaseSteps, type ShownStep } from '../store/test-cases.ts'

/** The fields of a test case that every profile shows, also in lists. */
export function caseHead(row: TestCaseRow): TestCase {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    template_type: row.template_type,
    owner_id: row.owner_id,
    type_id: row.type_id,
    status_id: row.status_id,
    automation_type_id: row.automation_type_id,
    priority_id: row.priority_id,
    folder_id: row.folder_id ?? '',
    project_id: row.project_id,
  }
}

export function caseTexts({ preconditions, steps, expected_results }: TestCaseRow) {
  return { preconditions, steps, expected_results }
}

export function individualSteps(steps: ShownStep[], show: (step: ShownStep) => IndividualStep) {
  return steps.length > 0 ? { individual_steps: steps.map(show) } : {}
}

export function toStep(step: ShownStep): IndividualStep {
  return { ...stepHead(step), step_group_id: step.step_group_id }
}

/** A step that refers to a step group shows the group's current title. */
export function stepHead(step: ShownStep): IndividualStep {
  const { id, expected_results, position: order, step_type } = step
  return { id, step_description: step.group_title ?? step.step_description, expected_results, order, step_type }
}

/** Returns a function that finds the steps of a row. */
export async function readSteps(store: Store, rows: TestCaseRow[]): Promise<(row: TestCaseRow) => ShownStep[]> {
  const ids = rows.map(({ id }) => id)
  const steps = Map.groupBy(await readCaseSteps(store, ids), ({ test_case_id }) => test_case_id)
  return ({ id }) => steps.get(id) ?? []
}
