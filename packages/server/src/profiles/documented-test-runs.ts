import type { TestRun, TestRunCase } from '@testsigma-tms/types'
import { readLabelNames } from '../store/labels.ts'
import type { Store, TestRunRow } from '../store/schema.ts'
import { readRunResults, type ShownEntry } from '../store/test-run-cases.ts'
import { toSeconds } from './timestamps.ts'

/** As on the documentation page of the list. */
export function toListedTestRun({ id, title, status, created_at, updated_at }: TestRunRow): TestRun {
  return { id, name: title, status, created_at: toSeconds(created_at), updated_at: toSeconds(updated_at) }
}

/** As on the documentation page of reading one run. */
export async function toTestRun(store: Store, run: TestRunRow): Promise<TestRun> {
  const entries = await readRunResults(store, run.id)
  const results = entries.map((entry) => ({ test_case_id: entry.test_case_id, status: resultName(entry) }))
  return { ...toListedTestRun(run), human_id: run.human_id, results }
}

/** As on the documentation page of creating. */
export async function toCreatedTestRun(store: Store, run: TestRunRow): Promise<TestRun> {
  return {
    ...(await toUpdatedTestRun(store, run)),
    created_at: toSeconds(run.created_at),
    updated_at: toSeconds(run.updated_at),
  }
}

/** As on the documentation page of updating. */
export async function toUpdatedTestRun(store: Store, run: TestRunRow): Promise<TestRun> {
  return {
    id: run.id,
    title: run.title,
    description: run.description,
    status: run.status,
    project_id: run.project_id,
    human_id: run.human_id,
    selection_type: run.selection_type,
    ...(run.start_date !== null && { start_date: toSeconds(run.start_date) }),
    ...(run.end_date !== null && { end_date: toSeconds(run.end_date) }),
    assignee_id: run.assignee_id ?? '',
    label_names: await readLabelNames(store, JSON.parse(run.label_ids)),
    environment_ids: JSON.parse(run.environment_ids),
  }
}

export function toTestRunCase(entry: ShownEntry): TestRunCase {
  return { id: entry.test_case_id, name: entry.title, status: resultName(entry), assignee_id: entry.user_id ?? '' }
}

/** The documentation pages show results in capitals: `PASSED`. */
function resultName({ result }: Pick<ShownEntry, 'result'>): string {
  return result.toUpperCase()
}
