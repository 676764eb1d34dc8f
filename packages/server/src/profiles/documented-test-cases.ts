import type { IndividualStep, TestCase } from '@testsigma-tms/types'
import type { TestCaseRow } from '../store/schema.ts'
import type { ShownStep } from '../store/test-cases.ts'
import { toSeconds } from '../timestamps.ts'

/** As the page of the list shows it: without the texts. */
export function toListedTestCase(row: TestCaseRow, steps: ShownStep[]): TestCase {
  return { ...head(row), human_id: row.human_id, ...individualSteps(steps, toListedStep) }
}

/** As the pages about creating and reading show it. */
export function toTestCase(row: TestCaseRow, steps: ShownStep[]): TestCase {
  return { ...toUpdatedTestCase(row, steps), human_id: row.human_id }
}

/** As the page about updating shows it: without the human ID. */
export function toUpdatedTestCase(row: TestCaseRow, steps: ShownStep[]): TestCase {
  return {
    ...head(row),
    preconditions: row.preconditions,
    steps: row.steps,
    expected_results: row.expected_results,
    reviewer_id: row.reviewer_id ?? '',
    ...individualSteps(steps, toStep),
    created_at: toSeconds(row.created_at),
    updated_at: toSeconds(row.updated_at),
  }
}

function head(row: TestCaseRow): TestCase {
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

function individualSteps(steps: ShownStep[], show: (step: ShownStep) => IndividualStep) {
  return steps.length > 0 ? { individual_steps: steps.map(show) } : {}
}

function toStep(step: ShownStep): IndividualStep {
  return { ...stepHead(step), step_group_id: step.step_group_id }
}

function toListedStep(step: ShownStep): IndividualStep {
  return {
    ...stepHead(step),
    test_case_id: step.test_case_id,
    created_at: toSeconds(step.created_at),
    updated_at: toSeconds(step.updated_at),
  }
}

/** A step that stands for a group reads as the group does now. */
function stepHead(step: ShownStep): IndividualStep {
  const { id, expected_results, position: order, step_type } = step
  return { id, step_description: step.group_title ?? step.step_description, expected_results, order, step_type }
}
