import type { Label, TestCase } from '@testsigma-tms/types'
import { selectLabels } from '../store/labels.ts'
import type { Store, TestCaseRow } from '../store/schema.ts'
import { caseHead, caseTexts, individualSteps, readSteps, toStep } from './test-case-fields.ts'

/** An entry of the list, without the texts. */
export function toListedTestCase(row: TestCaseRow): TestCase {
  return { ...caseHead(row), human_id: row.human_id }
}

/** The full representation: labels as objects, and no reviewer. */
export async function toTestCases(store: Store, rows: TestCaseRow[]): Promise<TestCase[]> {
  const stepsOf = await readSteps(store, rows)
  const labelsOf = await readLabels(store)
  return rows.map((row) => ({
    ...toListedTestCase(row),
    ...caseTexts(row),
    ...individualSteps(stepsOf(row), toStep),
    labels: labelsOf(row),
    created_at: row.created_at,
    updated_at: row.updated_at,
  }))
}

/** Returns a function that finds the labels of a row, in their order. */
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
