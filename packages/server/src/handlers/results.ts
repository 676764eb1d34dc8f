import type { TestRunCaseResultInput } from '@testsigma-tms/types'
import { selectLookupValues } from '../store/lookups.ts'
import type { Store, TestRunCaseRow, TestRunRow } from '../store/schema.ts'
import { readEntries } from '../store/test-run-cases.ts'
import { findUsers } from '../store/users.ts'
import { refuse, wrong } from './references.ts'

/** One entry of a batch of results, with its references resolved. */
export interface Result {
  entry: TestRunCaseRow
  status_id: string
  user_id: string
  description: string | undefined
}

/**
 * Reads everything that a batch refers to in a fixed number of queries, however long it is.
 *
 * @throws {ApiError} 422 for the whole batch if one of its entries is wrong
 */
export async function readResults(store: Store, run: TestRunRow, inputs: TestRunCaseResultInput[]): Promise<Result[]> {
  const entries = await readEntries(
    store,
    run.id,
    inputs.map(({ test_case_id }) => test_case_id),
  )
  const statuses = new Set((await selectLookupValues(store, 'run_statuses').execute()).map(({ id }) => id))
  const users = await findUsers(
    store,
    inputs.map(({ user_id }) => user_id),
  )
  const seen = new Set<string>()
  const failures: string[] = []
  const results: Result[] = []
  for (const [index, { test_case_id, test_run_status_id, user_id, description }] of inputs.entries()) {
    const field = `test_run_cases.${index}`
    const [caseId, status, user] = [test_case_id, test_run_status_id, user_id].map((id) => id.toLowerCase())
    const entry = entries.get(String(caseId))
    if (!entry) {
      failures.push(wrong(`${field}.test_case_id`, `the ID of a test case of test run ${run.human_id}`, test_case_id))
    }
    if (entry && seen.has(entry.id)) {
      failures.push(`${field}.test_case_id: must not be given twice, got "${test_case_id}"`)
    }
    if (!statuses.has(String(status))) {
      failures.push(wrong(`${field}.test_run_status_id`, 'the ID of a test run status', test_run_status_id))
    }
    if (!users.has(String(user))) failures.push(wrong(`${field}.user_id`, 'the ID of a user', user_id))
    if (!entry) continue
    seen.add(entry.id)
    results.push({ entry, status_id: String(status), user_id: String(user), description })
  }
  refuse(failures)
  return results
}
