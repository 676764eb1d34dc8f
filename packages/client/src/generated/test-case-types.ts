// Generated from the contract by `pnpm generate`. Do not edit.

import type { LookupValue } from '@testsigma-tms/types'
import type { ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.testCaseTypes.list()`. */
export interface ListTestCaseTypesParams {
  /**
   * How many entries to return at most. The page of this list does not mention it; a public client sends 100 or 200.
   * The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
}

/**
 * The lists of values behind `type_id`, `status_id`, `priority_id`, `automation_type_id` and `test_run_status_id`.
 * They belong to the account; names can be changed in its settings, rows can be neither added nor removed.
 */
export interface TestCaseTypes {
  /**
   * Get test case types.
   *
   * Lists the values for `type_id` of a test case. They belong to the account, not to a project.
   *
   * The key inside `data` is `types`, shorter than the name of the operation.
   *
   * `GET /test_cases/types`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.testCaseTypes.list()) console.log(each)
   */
  list(params?: ListTestCaseTypesParams, options?: ListOptions): PagePromise<LookupValue>
}
