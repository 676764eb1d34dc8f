// Generated from the contract by `pnpm generate`. Do not edit.

import type { CreateTestPlanRequest, TestPlan, TestPlanCompletion, TestPlanRun, UpdateTestPlanRequest } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions, ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.testPlans.list()`. */
export interface ListTestPlansParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * How many entries to return at most. The vendor's overview names 20 as the default while the examples without the
   * parameter show 25. The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
  /**
   * Leaves out the entries with exactly this name. The one filter that the pages describe. For plans it is doubtful
   * whether it applies to `title`, because plans have that instead of a name.
   */
  name__NEQ?: string | undefined
  /**
   * Keeps the entries whose title contains this text. A public client sends it; its author reports that filters are named
   * after the field.
   */
  title__CONTAINS?: string | undefined
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

/** Parameters of `tms.testPlans.create()`. */
export interface CreateTestPlanParams extends CreateTestPlanRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.testPlans.get()`. */
export interface GetTestPlanParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The test plan, by UUID or by human ID (`DEMO-P-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  test_plan_id: string
}

/** Parameters of `tms.testPlans.update()`. */
export interface UpdateTestPlanParams extends UpdateTestPlanRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The test plan, by UUID or by human ID (`DEMO-P-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  test_plan_id: string
}

/** Parameters of `tms.testPlans.delete()`. */
export interface DeleteTestPlanParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The test plan, by UUID or by human ID (`DEMO-P-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  test_plan_id: string
}

/** Parameters of `tms.testPlans.complete()`. */
export interface CompleteTestPlanParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The test plan, by UUID or by human ID (`DEMO-P-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  test_plan_id: string
}

/** Parameters of `tms.testPlans.listRuns()`. */
export interface ListTestPlanRunsParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The test plan, by UUID or by human ID (`DEMO-P-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  test_plan_id: string
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

/** Sets of test runs with a common goal, a release for example. */
export interface TestPlans {
  /**
   * List test plans.
   *
   * Lists the test plans of a project, page by page.
   *
   * The documented rows call the title `name`; every other operation on plans says `title`. The one recorded response was an
   * empty list (2026-05-19).
   *
   * `GET /projects/{project_id}/test_plans`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.testPlans.list({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })) console.log(each)
   */
  list(params: ListTestPlansParams, options?: ListOptions): PagePromise<TestPlan>

  /**
   * Create a test plan.
   *
   * Creates a test plan without runs. A run joins the plan when it is created with `test_plan_id`.
   *
   * `POST /projects/{project_id}/test_plans`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testPlans.create({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   title: 'Release 2.4 of the patient portal',
   *   description: 'Regression and smoke runs before the second quarter ends',
   *   start_date: 1710374400,
   *   end_date: 1712966400,
   *   label_ids: [
   *     '3ebf1ec4-f994-4f41-822a-01305e1f78c1'
   *   ]
   * })
   */
  create(params: CreateTestPlanParams, options?: CallOptions): ApiPromise<TestPlan>

  /**
   * Get a test plan.
   *
   * Returns one test plan with its dates. Labels are not part of the documented response, although a creation returns
   * them.
   *
   * `GET /projects/{project_id}/test_plans/{test_plan_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testPlans.get({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_plan_id: 'f2a8c1d4-9e63-4b27-8a51-7c0d6e9f3b42'
   * })
   */
  get(params: GetTestPlanParams, options?: CallOptions): ApiPromise<TestPlan>

  /**
   * Update a test plan.
   *
   * Changes a test plan. The page lists `title` alone; the live API accepted a body with every field of the plan
   * (2026-05-20).
   *
   * The documented response shows a different human ID for the same plan than `getTestPlan` does, which looks like a
   * mistake.
   *
   * `PUT /projects/{project_id}/test_plans/{test_plan_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testPlans.update({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_plan_id: 'f2a8c1d4-9e63-4b27-8a51-7c0d6e9f3b42',
   *   title: 'Release 2.4 of the patient portal, second try'
   * })
   */
  update(params: UpdateTestPlanParams, options?: CallOptions): ApiPromise<TestPlan>

  /**
   * Delete a test plan.
   *
   * Deletes a test plan. Its runs stay and belong to no plan afterwards (observed 2026-05-20).
   *
   * `DELETE /projects/{project_id}/test_plans/{test_plan_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * await tms.testPlans.delete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_plan_id: 'f2a8c1d4-9e63-4b27-8a51-7c0d6e9f3b42'
   * })
   */
  delete(params: DeleteTestPlanParams, options?: CallOptions): ApiPromise<void>

  /**
   * Complete a test plan.
   *
   * Ends a test plan. The call has no body. No source says whether its open runs are closed with it.
   *
   * The only response of the API with a `status` next to `message`. No public client has recorded a call.
   *
   * `POST /projects/{project_id}/test_plans/{test_plan_id}/complete`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testPlans.complete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_plan_id: 'f2a8c1d4-9e63-4b27-8a51-7c0d6e9f3b42'
   * })
   */
  complete(params: CompleteTestPlanParams, options?: CallOptions): ApiPromise<TestPlanCompletion>

  /**
   * List test runs of a plan.
   *
   * Lists the test runs of a plan, page by page, with the number of test cases by result.
   *
   * Rows have a shape that no other operation uses. The page lists no query parameters although the response is paginated.
   * No public client has recorded a call.
   *
   * `GET /projects/{project_id}/test_plans/{test_plan_id}/test_runs`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.testPlans.listRuns({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_plan_id: 'f2a8c1d4-9e63-4b27-8a51-7c0d6e9f3b42'
   * })) console.log(each)
   */
  listRuns(params: ListTestPlanRunsParams, options?: ListOptions): PagePromise<TestPlanRun>
}
