import type { TestRun } from '@testsigma-tms/types'
import type { TestRunRow } from '../store/schema.ts'
import type { ShownEntry } from '../store/test-run-cases.ts'
import { toTimestamp } from '../timestamps.ts'

/** As the page of the list shows it. */
export function toListedTestRun({ id, title, status, created_at, updated_at }: TestRunRow): TestRun {
  return { id, name: title, status, created_at: toTimestamp(created_at), updated_at: toTimestamp(updated_at) }
}

/** As the page about reading one run shows it. */
export function toTestRun(run: TestRunRow, entries: ShownEntry[]): TestRun {
  const results = entries.map((entry) => ({ test_case_id: entry.test_case_id, status: resultName(entry) }))
  return { ...toListedTestRun(run), human_id: run.human_id, results }
}

/** As the page about creating shows it. */
export function toCreatedTestRun(run: TestRunRow, label_names: string[]): TestRun {
  return {
    ...toUpdatedTestRun(run, label_names),
    created_at: toTimestamp(run.created_at),
    updated_at: toTimestamp(run.updated_at),
  }
}

/** As the page about updating shows it. */
export function toUpdatedTestRun(run: TestRunRow, label_names: string[]): TestRun {
  return {
    id: run.id,
    title: run.title,
    description: run.description,
    status: run.status,
    project_id: run.project_id,
    human_id: run.human_id,
    selection_type: run.selection_type,
    ...(run.start_date !== null && { start_date: toTimestamp(run.start_date) }),
    ...(run.end_date !== null && { end_date: toTimestamp(run.end_date) }),
    assignee_id: run.assignee_id ?? '',
    label_names,
    environment_ids: JSON.parse(run.environment_ids),
  }
}

/** The pages show results in capitals: `PASSED`. */
export function resultName({ result }: ShownEntry): string {
  return result.toUpperCase()
}
