import type { TestRun, TestRunCase, TestRunState } from '@testsigma-tms/types'
import type { Store, TestRunCaseRow, TestRunRow } from '../store/schema.ts'
import { caseSizes, readCasesOfRuns, textSizes } from '../store/test-cases.ts'
import type { ShownEntry } from '../store/test-run-cases.ts'
import { countOutcomes } from '../store/test-runs.ts'
import { findFirstUser } from '../store/users.ts'
import { readLabels, toTestCases } from './observed-test-cases.ts'

/** The same large set of fields in every response, without the results. */
export async function toTestRuns(store: Store, runs: TestRunRow[]): Promise<TestRun[]> {
  const labelsOf = await readLabels(store)
  const ids = runs.map(({ id }) => id)
  const totals = new Map((await countOutcomes(store, ids)).map(({ test_run_id, total }) => [test_run_id, total]))
  const closed_by = String((await findFirstUser(store))?.id)
  return runs.map((run) => ({
    ...toTestRun(run),
    labels: labelsOf(run),
    test_cases_count: totals.get(run.id) ?? 0,
    ...(run.status === 'CLOSED' && { closed_by }),
  }))
}

export async function toTestRunCases(store: Store, entries: ShownEntry[]): Promise<TestRunCase[]> {
  const rows = await readCasesOfRuns(
    store,
    entries.map(({ test_case_id }) => test_case_id),
  )
  const cases = new Map((await toTestCases(store, rows)).map((testCase) => [testCase.id, testCase]))
  return entries.map((entry) => {
    const { preconditions: _, ...test_case } = cases.get(entry.test_case_id) ?? {}
    return { ...toEntry(entry), test_case: test_case as NonNullable<TestRunCase['test_case']> }
  })
}

/** Entries contain their test cases, with all texts and steps. */
export async function sizesOfEntries(store: Store, entries: TestRunCaseRow[]): Promise<Map<string, number>> {
  const caseIds = entries.map(({ test_case_id }) => test_case_id)
  const [texts, steps] = [await textSizes(store, caseIds), await caseSizes(store, caseIds)]
  return new Map(entries.map(({ id, test_case_id: own }) => [id, (texts.get(own) ?? 0) + (steps.get(own) ?? 0)]))
}

/** No other states were observed. */
export function stateOfRun({ status }: TestRunRow): TestRunState {
  return status === 'CLOSED' ? 'CLOSED' : 'ACTIVE'
}

function toTestRun(run: TestRunRow): TestRun {
  const isDynamic = run.selection_type === 'DYNAMIC'
  const excluded: string[] = JSON.parse(run.excluded_test_case_ids)
  const environments: string[] = JSON.parse(run.environment_ids)
  return {
    id: run.id,
    title: run.title,
    description: run.description,
    human_id: run.human_id,
    status: stateOfRun(run),
    selection_type: run.selection_type,
    dynamic_selection_filters: isDynamic ? JSON.parse(run.selection_filters) : [],
    dynamic_selection_excluded_test_case_ids: excluded.length > 0 ? excluded : null,
    ...(run.start_date !== null && { start_date: run.start_date }),
    ...(run.end_date !== null && { end_date: run.end_date }),
    assignee_id: run.assignee_id ?? '',
    project_id: run.project_id,
    // The format of an environment was not observed; only the ID is known.
    environments: environments.length > 0 ? environments.map((id) => ({ id })) : null,
    test_plan_id: run.test_plan_id ?? '',
    test_run_status_summary: null,
    created_at: run.created_at,
    updated_at: run.updated_at,
  }
}

function toEntry({ id, label: status, status_id, user_id, description }: ShownEntry): TestRunCase {
  return { id, status, status_id, assignee: user_id ? { id: user_id } : null, assignee_id: user_id, description }
}
