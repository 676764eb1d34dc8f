// Generated from the contract by `pnpm generate`. Do not edit.

import type { CreateTestCaseRequest, TestCase, UpdateTestCaseRequest } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions, ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.testCases.list()`. */
export interface ListTestCasesParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * How many entries to return at most. The vendor's overview names 20 as the default while the examples without the
   * parameter show 25. The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
  /** Keeps the test cases of this folder. Whether folders inside it count is not recorded. */
  folder_id?: string | undefined
  /**
   * Keeps the test cases that match this text. Given a human ID it finds that test case, which is how a public client
   * turns one into a UUID.
   */
  search?: string | undefined
  /**
   * Keeps the entries whose title contains this text. A public client sends it; its author reports that filters are named
   * after the field.
   */
  title__CONTAINS?: string | undefined
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

/** Parameters of `tms.testCases.create()`. */
export interface CreateTestCaseParams extends CreateTestCaseRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.testCases.get()`. */
export interface GetTestCaseParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test case, by UUID or by human ID (`DEMO-2`). */
  test_case_id: string
}

/** Parameters of `tms.testCases.update()`. */
export interface UpdateTestCaseParams extends UpdateTestCaseRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test case, by UUID or by human ID (`DEMO-2`). */
  test_case_id: string
}

/** Parameters of `tms.testCases.delete()`. */
export interface DeleteTestCaseParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test case, by UUID or by human ID (`DEMO-2`). */
  test_case_id: string
}

/** Instructions for a tester, with the expected result: in prose, or step by step. */
export interface TestCases {
  /**
   * List test cases.
   *
   * Lists the test cases of a project, page by page. Rows omit the long text fields; `getTestCase` returns them.
   *
   * The page describes `page_size` only. `folder_id` and `search` were seen to work (2026-05-19). Parameters that the API
   * does not know, `q` and `filter` among them, are ignored without an error.
   *
   * `GET /projects/{project_id}/test_cases`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.testCases.list({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })) console.log(each)
   */
  list(params: ListTestCasesParams, options?: ListOptions): PagePromise<TestCase>

  /**
   * Create a test case.
   *
   * Creates a test case. The server assigns its human ID.
   *
   * Read the ids of type, status, automation type and priority from their lists first: the live API refuses a body without
   * one of them, or without an owner, and does not say which it misses (2026-05-20). It may not be safe to create two test
   * cases with the same title: file imports refuse duplicates, and no source says what this operation does.
   *
   * `POST /projects/{project_id}/test_cases`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testCases.create({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   title: 'Refuse an appointment without a date of birth',
   *   description: 'A patient forgets the date of birth and is told so.',
   *   template_type: 'TCD',
   *   preconditions: 'A patient is signed in and has chosen a free slot.',
   *   steps: 'Leave the date of birth empty.\nPress Book.',
   *   expected_results: 'The form stays open.\nA hint asks for the date of birth.',
   *   type_id: '75a816d1-8909-47b5-b85b-fbf60a973587',
   *   status_id: 'bafd7f8d-832a-42ea-91df-9a1e5e02a2d9',
   *   automation_type_id: '3cee45b5-4335-4564-bbdf-4ea9b0306ed3',
   *   priority_id: '1d810f8f-7be0-41e4-9971-67ee1f55612e',
   *   owner_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   reviewer_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   folder_id: '580e3972-7f4a-4748-87e6-9b74873e2b93',
   *   label_ids: [
   *     'Regression'
   *   ],
   *   individual_steps: []
   * })
   */
  create(params: CreateTestCaseParams, options?: CallOptions): ApiPromise<TestCase>

  /**
   * Get a test case.
   *
   * Returns one test case with all its text.
   *
   * The page shows `reviewer_id` and no labels; the live API was seen to return `labels` and no `reviewer_id`
   * (2026-05-19). Comments, attachments, requirements and history are not part of the API.
   *
   * `GET /projects/{project_id}/test_cases/{test_case_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testCases.get({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_case_id: '9c09349f-5c16-4d29-9f8e-194576b6b841'
   * })
   */
  get(params: GetTestCaseParams, options?: CallOptions): ApiPromise<TestCase>

  /**
   * Update a test case.
   *
   * Stores a new version of a test case. Send the whole test case: that is known to work (2026-05-20), while sending some
   * fields only is not proven.
   *
   * The documented response has no `human_id`.
   *
   * `PUT /projects/{project_id}/test_cases/{test_case_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.testCases.update({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_case_id: '9c09349f-5c16-4d29-9f8e-194576b6b841',
   *   title: 'Refuse an appointment without a date of birth',
   *   description: 'A patient forgets the date of birth and is told so.',
   *   template_type: 'STEPS',
   *   preconditions: 'A patient is signed in and has chosen a free slot.',
   *   steps: 'Leave the date of birth empty.\nPress Book.',
   *   expected_results: 'The form stays open.\nA hint asks for the date of birth.',
   *   type_id: '75a816d1-8909-47b5-b85b-fbf60a973587',
   *   status_id: 'bafd7f8d-832a-42ea-91df-9a1e5e02a2d9',
   *   automation_type_id: '3cee45b5-4335-4564-bbdf-4ea9b0306ed3',
   *   priority_id: '1d810f8f-7be0-41e4-9971-67ee1f55612e',
   *   owner_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   reviewer_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
   *   folder_id: '580e3972-7f4a-4748-87e6-9b74873e2b93',
   *   label_ids: [
   *     'Regression'
   *   ],
   *   individual_steps: [
   *     {
   *       step_description: 'Enter the e-mail address',
   *       expected_results: 'The address is accepted',
   *       order: 1,
   *       step_type: 'DEFAULT',
   *       step_group_id: null
   *     },
   *     {
   *       step_description: 'Enter the password',
   *       expected_results: 'The password is hidden',
   *       order: 2,
   *       step_type: 'DEFAULT',
   *       step_group_id: null
   *     },
   *     {
   *       step_description: 'Press Sign in',
   *       expected_results: 'The overview of appointments opens',
   *       order: 3,
   *       step_type: 'DEFAULT',
   *       step_group_id: null
   *     }
   *   ]
   * })
   */
  update(params: UpdateTestCaseParams, options?: CallOptions): ApiPromise<TestCase>

  /**
   * Delete a test case.
   *
   * Deletes a test case. No source says what happens to its entries in test runs.
   *
   * The client that recorded this call (2026-05-20, with a UUID) allows for an empty body.
   *
   * `DELETE /projects/{project_id}/test_cases/{test_case_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * await tms.testCases.delete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_case_id: '9c09349f-5c16-4d29-9f8e-194576b6b841'
   * })
   */
  delete(params: DeleteTestCaseParams, options?: CallOptions): ApiPromise<void>
}
