// Generated from the contract by `pnpm generate`. Do not edit.

import type { AssignTestRunCaseUserRequest, TestRunCaseAssignment } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { Caller } from '../caller.ts'
import type { CallOptions, Operation } from '../operation.ts'

/** Parameters of `tms.testRuns.assignUser()`. */
export interface AssignTestRunCaseUserParams extends AssignTestRunCaseUserRequest {
  /** UUID of the project that holds the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
}

/** Executions of a set of test cases, with one entry, an assignee and a result for each case. */
export class TestRuns {
  readonly #caller: Caller

  constructor(caller: Caller) {
    this.#caller = caller
  }

  /**
   * Assign user to test run case.
   *
   * Makes a user responsible for one test case of a test run. Each call assigns one case; calling again with another user
   * replaces the assignment.
   *
   * No public client has recorded a call of this operation; everything here comes from the vendor's page.
   *
   * `PUT /projects/{project_id}/test_runs/{test_run_id}/assign_user`, documented 2026-06-30.
   *
   * @throws {@link ValidationError} 400, {@link AuthenticationError} 401, {@link NotFoundError} 404, {@link ValidationError} 422, {@link ServerError} 500
   * @example
   * const answer = await tms.testRuns.assignUser({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
   *   user_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d'
   * })
   */
  assignUser(params: AssignTestRunCaseUserParams, options?: CallOptions): ApiPromise<TestRunCaseAssignment> {
    return this.#caller.entity<TestRunCaseAssignment>(assignTestRunCaseUser, params, options)
  }
}

const assignTestRunCaseUser: Operation = {
  id: 'assignTestRunCaseUser',
  call: 'testRuns.assignUser',
  method: 'PUT',
  path: '/projects/{project_id}/test_runs/{test_run_id}/assign_user',
  body: ['user_id', 'test_case_id'],
  keys: ['test_run_case'],
}

