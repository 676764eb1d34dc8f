import { insertAll, update } from './entities.ts'
import { selectLookupValues } from './lookups.ts'
import type { Store, TestRunCaseRow, TestRunRow } from './schema.ts'

/** An entry, with its test case and its result as people call them. */
export interface ShownEntry extends TestRunCaseRow {
  title: string
  human_id: string
  /** The alias of the result, and its name. */
  result: string
  label: string
}

export function selectEntries(store: Store, runId: string) {
  return store
    .selectFrom('test_run_cases')
    .innerJoin('test_cases', 'test_cases.id', 'test_run_cases.test_case_id')
    .innerJoin('lookup_values', 'lookup_values.id', 'test_run_cases.status_id')
    .selectAll('test_run_cases')
    .select(['test_cases.title', 'test_cases.human_id', 'lookup_values.alias as result', 'lookup_values.name as label'])
    .where('test_run_id', '=', runId)
}

export async function insertEntries(store: Store, run: TestRunRow, caseIds: string[]): Promise<void> {
  const { id: status_id } = await selectLookupValues(store, 'run_statuses')
    .where('alias', '=', 'untested')
    .executeTakeFirstOrThrow()
  const entry = { test_run_id: run.id, status_id, user_id: null, description: '' }
  await insertAll(
    store,
    'test_run_cases',
    caseIds.map((test_case_id) => ({ test_case_id, ...entry })),
  )
}

export function findTestRunCase(store: Store, runId: string, caseId: string): Promise<TestRunCaseRow | undefined> {
  return store
    .selectFrom('test_run_cases')
    .selectAll()
    .where('test_run_id', '=', runId)
    .where('test_case_id', '=', caseId.toLowerCase())
    .executeTakeFirst()
}

export function assignUser(store: Store, entry: TestRunCaseRow, userId: string): Promise<TestRunCaseRow> {
  return update(store, 'test_run_cases', entry, { user_id: userId })
}
