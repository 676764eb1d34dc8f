// Generated from the contract by `pnpm generate`. Do not edit.

import type { AssignTestRunCaseUserRequest, CreateTestRunRequest, TestRun, TestRunCase, TestRunCaseAssignment, TestRunCaseResult, UpdateTestRunCasesRequest, UpdateTestRunRequest } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions, ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'
import type { Upload } from '../upload.ts'

/** Parameters of `tms.testRuns.list()`. */
export interface ListTestRunsParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * How many entries to return at most. The vendor's overview names 20 as the default while the examples without the
   * parameter show 25. The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
  /** Keeps the runs that match this text. A public client looks for titles with it; its effect is not recorded. */
  search?: string | undefined
  /**
   * Keeps the entries whose title contains this text. A public client sends it; its author reports that filters are named
   * after the field.
   */
  title__CONTAINS?: string | undefined
  /**
   * Keeps the runs of this plan. A public client sends it; its effect is not recorded. `listTestPlanRuns` lists the
   * runs of a plan, too.
   */
  test_plan_id?: string | undefined
  /**
   * Another name for `page_size`, which a public client sends. Whether it has any effect is not recorded; prefer
   * `page_size`.
   */
  size?: number | undefined
  /**
   * Continues a list: `page_info.next` or `page_info.prev` of an earlier response, when that is not a URL. Not on the
   * vendor's pages; a public client sends it, but there is no record of a second page.
   */
  cursor?: string | undefined
  /**
   * Another name for `cursor`: `page_info.next` of an earlier response, as one public client sends it. There is no record
   * of a second page.
   */
  next?: string | undefined
  /**
   * Number of the page, counted from 1. Occurs only inside the URLs that the vendor's examples show under
   * `page_info.next`; no page explains it and the live API returns cursors instead.
   */
  page?: number | undefined
}

/** Parameters of `tms.testRuns.create()`. */
export interface CreateTestRunParams extends CreateTestRunRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.testRuns.get()`. */
export interface GetTestRunParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
}

/** Parameters of `tms.testRuns.update()`. */
export interface UpdateTestRunParams extends UpdateTestRunRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
}

/** Parameters of `tms.testRuns.delete()`. */
export interface DeleteTestRunParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
}

/** Parameters of `tms.testRuns.assignUser()`. */
export interface AssignTestRunCaseUserParams extends AssignTestRunCaseUserRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
}

/** Parameters of `tms.testRuns.listCases()`. */
export interface ListTestRunCasesParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
  /**
   * How many entries to return at most. The page of this list does not mention it; a public client sends 100 or 200.
   * The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
  /**
   * Another name for `page_size`, which a public client sends. Whether it has any effect is not recorded; prefer
   * `page_size`.
   */
  size?: number | undefined
  /**
   * Continues a list: `page_info.next` or `page_info.prev` of an earlier response, when that is not a URL. Not on the
   * vendor's pages; a public client sends it, but there is no record of a second page.
   */
  cursor?: string | undefined
  /**
   * Another name for `cursor`: `page_info.next` of an earlier response, as one public client sends it. There is no record
   * of a second page.
   */
  next?: string | undefined
  /**
   * Number of the page, counted from 1. Occurs only inside the URLs that the vendor's examples show under
   * `page_info.next`; no page explains it and the live API returns cursors instead.
   */
  page?: number | undefined
}

/** Parameters of `tms.testRuns.updateCases()`. */
export interface UpdateTestRunCasesParams extends UpdateTestRunCasesRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
  /**
   * A file: `attachments_0_1` is the second file (counted from 0) of the first entry. The part's name comes from the
   * vendor's request collection; no client has recorded that a file arrived, and one reports that none do.
   */
  [name: `attachments_${number}_${number}`]: Upload | undefined
}

/** Executions of a set of test cases, with one entry, an assignee and a result for each case. */
export interface TestRuns {
  /**
   * List test runs.
   *
   * Lists the test runs of a project, page by page.
   *
   * The page shows short rows with `name`; the live API returns full rows and `title` (2026-05-19). On the page
   * `next` and `prev` are `null` when there is no such page, elsewhere an empty string.
   *
   * `GET /projects/{project_id}/test_runs`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.testRuns.list({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })) console.log(each)
   */
  list(params: ListTestRunsParams, options?: ListOptions): PagePromise<TestRun>

  /**
   * Create a test run.
   *
   * Creates a test run. A static run contains the test cases whose UUIDs the filter lists, and the creation fails when one
   * of them is unknown. A dynamic run contains every test case; no condition is known to narrow it: a filter on
   * `folder_id` was accepted and changed nothing (2026-05-20).
   *
   * Titles must be unique in the project. The entries of the run may not exist yet when the response arrives: one public
   * client requests them up to four times, two seconds apart.
   *
   * `POST /projects/{project_id}/test_runs`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testRuns.create({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   title: 'Patient portal 2.4, regression',
   *   description: 'Everything that the release may have touched',
   *   status: 'ACTIVE',
   *   human_id: 'DEMO-001',
   *   selection_type: 'STATIC',
   *   static_selection_filters: [
   *     {
   *       field: 'id',
   *       operator: 'IN',
   *       values: [
   *         '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
   *         '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce'
   *       ]
   *     }
   *   ],
   *   start_date: 1710675200,
   *   end_date: 1710761600,
   *   assignee_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   label_names: [
   *     'Smoke',
   *     'Regression'
   *   ],
   *   environment_ids: []
   * })
   */
  create(params: CreateTestRunParams, options?: CallOptions): ApiPromise<TestRun>

  /**
   * Get a test run.
   *
   * Returns one test run.
   *
   * The page shows `name` and a list of `results`; the live API returns `title` and no results (2026-05-19). For
   * outcomes list the test cases of the run.
   *
   * `GET /projects/{project_id}/test_runs/{test_run_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testRuns.get({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9'
   * })
   */
  get(params: GetTestRunParams, options?: CallOptions): ApiPromise<TestRun>

  /**
   * Update a test run.
   *
   * Changes a test run, or closes it: send `status` as `CLOSED` and nothing else (observed 2026-05-20). The server then
   * fills `closed_by`. A closed run reportedly cannot be reopened.
   *
   * Do not send back what reading a dynamic run returns: its `null` in `dynamic_selection_excluded_test_case_ids` is
   * refused.
   *
   * `PUT /projects/{project_id}/test_runs/{test_run_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testRuns.update({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
   *   title: 'Patient portal 2.4, regression (2)',
   *   description: 'Everything that the release may have touched',
   *   status: 'ACTIVE',
   *   human_id: 'DEMO-001',
   *   selection_type: 'STATIC',
   *   start_date: 1710675200,
   *   end_date: 1710761600,
   *   assignee_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   label_names: [
   *     'Smoke',
   *     'Regression'
   *   ],
   *   environment_ids: []
   * })
   */
  update(params: UpdateTestRunParams, options?: CallOptions): ApiPromise<TestRun>

  /**
   * Delete a test run.
   *
   * Deletes a test run. No source says what happens to the results recorded in it.
   *
   * The page prints status 204 together with a JSON body; as a 204 has no body, the contract accepts both a 200 with the
   * body and a 204 without one. A client has recorded that the call works, not with which status (2026-05-20).
   *
   * `DELETE /projects/{project_id}/test_runs/{test_run_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * await tms.testRuns.delete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9'
   * })
   */
  delete(params: DeleteTestRunParams, options?: CallOptions): ApiPromise<void>

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
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testRuns.assignUser({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
   *   user_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d'
   * })
   */
  assignUser(params: AssignTestRunCaseUserParams, options?: CallOptions): ApiPromise<TestRunCaseAssignment>

  /**
   * Get test run cases.
   *
   * Lists the entries of a test run: which test cases it has, who carries them out, and with what result.
   *
   * The sources differ throughout. The page has `data.test_cases` with flat rows and no `page_info`; the live API has
   * `data.test_run_cases`, each entry with its own `id` and the whole test case inside, and a `page_info` (2026-05-19 and
   * June 2026). The list may be empty right after the run was created.
   *
   * `GET /projects/{project_id}/test_runs/{test_run_id}/test_cases`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.testRuns.listCases({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9'
   * })) console.log(each)
   */
  listCases(params: ListTestRunCasesParams, options?: ListOptions): PagePromise<TestRunCase>

  /**
   * Update test run case status.
   *
   * Records the results of test cases in a run, any number at once.
   *
   * The page sends JSON. Every client known to have worked sends a form instead, with the same JSON in a part named `data`
   * and files in parts named `attachments_<entry>_<file>`, both counted from 0 (2026-05-20). Whether files arrive is
   * doubtful: no client has recorded it, and one reports that they do not.
   *
   * Sending the same results twice may attach the same files twice, so a failed call should not be repeated blindly.
   *
   * `PUT /projects/{project_id}/test_runs/{test_run_id}/test_cases`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testRuns.updateCases({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
   *   test_run_cases: [
   *     {
   *       test_case_id: '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce',
   *       test_run_status_id: '0ba381b5-c018-40c6-b6fa-10d6e556ef9d',
   *       user_id: '05782b39-7a2c-4e91-9d6b-8f1340c2ab5e',
   *       description: 'The reset mail arrived after ten seconds'
   *     }
   *   ]
   * })
   */
  updateCases(params: UpdateTestRunCasesParams, options?: CallOptions): ApiPromise<TestRunCaseResult[]>
}
