import { inBatches } from './batches.ts'
import { insertAll, update } from './entities.ts'
import { selectLookupValues } from './lookups.ts'
import { inParts } from './parts.ts'
import { prepared } from './prepared.ts'
import type { Store, TestRunCaseRow, TestRunRow } from './schema.ts'

/** An entry with the title of its test case and the name of its result. */
export interface ShownEntry extends TestRunCaseRow {
  title: string
  human_id: string
  /** The alias and the name of the result. */
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

/** Reads entries after a given one, with the fields needed to match tests of a report. */
export function readCasesOfRun(store: Store, runId: string, after: string, limit: number) {
  return store
    .selectFrom('test_run_cases')
    .innerJoin('test_cases', 'test_cases.id', 'test_run_cases.test_case_id')
    .select(['test_run_cases.tsid', 'test_run_cases.id', 'test_cases.human_id', 'test_cases.title'])
    .where('test_run_id', '=', runId)
    .where('test_run_cases.tsid', '>', after)
    .orderBy('test_run_cases.tsid')
    .limit(limit)
    .execute()
}

/** The results of a run, in its order. Reads few columns without a join, because there may be tens of thousands. */
export async function readRunResults(store: Store, runId: string): Promise<{ test_case_id: string; result: string }[]> {
  const statuses = await selectLookupValues(store, 'run_statuses').execute()
  const aliases = new Map(statuses.map(({ id, alias }) => [id, alias]))
  const results: { test_case_id: string; result: string }[] = []
  const entries = store.selectFrom('test_run_cases').select(['tsid', 'test_case_id', 'status_id'])
  const ofRun = entries.where('test_run_id', '=', runId).orderBy('tsid')
  for await (const rows of inBatches((after, limit) => ofRun.where('tsid', '>', after).limit(limit).execute())) {
    for (const { test_case_id, status_id } of rows) {
      results.push({ test_case_id, result: String(aliases.get(status_id)) })
    }
  }
  return results
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

const entriesOfCase = prepared<TestRunCaseRow, [runId: string, caseId: string]>((store, runId, caseId) =>
  store.selectFrom('test_run_cases').selectAll().where('test_run_id', '=', runId).where('test_case_id', '=', caseId),
)

export async function findTestRunCase(
  store: Store,
  runId: string,
  caseId: string,
): Promise<TestRunCaseRow | undefined> {
  return (await entriesOfCase(store, runId, caseId.toLowerCase()))[0]
}

/** The entries of these test cases in a run, by lower-case ID of the test case. */
export async function readEntries(
  store: Store,
  runId: string,
  caseIds: string[],
): Promise<Map<string, TestRunCaseRow>> {
  const entries = new Map<string, TestRunCaseRow>()
  for (const ids of inParts(caseIds.map((id) => id.toLowerCase()))) {
    const list = store.selectFrom('test_run_cases').selectAll().where('test_run_id', '=', runId)
    for (const row of await list.where('test_case_id', 'in', ids).execute()) entries.set(row.test_case_id, row)
  }
  return entries
}

export function assignUser(store: Store, entry: TestRunCaseRow, userId: string): Promise<TestRunCaseRow> {
  return update(store, 'test_run_cases', entry, { user_id: userId })
}
