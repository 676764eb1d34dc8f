import type { IndividualStep, TestCase } from '@testsigma-tms/types'
import type { TestCaseRow } from '../store/schema.ts'
import type { ShownStep } from '../store/test-cases.ts'
import { caseHead, caseTexts, individualSteps, stepHead, toStep } from './test-case-fields.ts'
import { toSeconds } from './timestamps.ts'

/** As on the documentation page of the list: without the texts. */
export function toListedTestCase(row: TestCaseRow, steps: ShownStep[]): TestCase {
  return { ...caseHead(row), human_id: row.human_id, ...individualSteps(steps, toListedStep) }
}

/** As on the documentation pages of creating and reading. */
export function toTestCase(row: TestCaseRow, steps: ShownStep[]): TestCase {
  return { ...toUpdatedTestCase(row, steps), human_id: row.human_id }
}

/** As on the documentation page of updating: without the human ID. */
export function toUpdatedTestCase(row: TestCaseRow, steps: ShownStep[]): TestCase {
  return {
    ...caseHead(row),
    ...caseTexts(row),
    reviewer_id: row.reviewer_id ?? '',
    ...individualSteps(steps, toStep),
    created_at: toSeconds(row.created_at),
    updated_at: toSeconds(row.updated_at),
  }
}

function toListedStep(step: ShownStep): IndividualStep {
  return {
    ...stepHead(step),
    test_case_id: step.test_case_id,
    created_at: toSeconds(step.created_at),
    updated_at: toSeconds(step.updated_at),
  }
}
