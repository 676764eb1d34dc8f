// Generated from the contract by `pnpm generate`. Do not edit.

import type { CreateStepGroupRequest, StepGroup, UpdateStepGroupRequest } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions, ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.stepGroups.list()`. */
export interface ListStepGroupsParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * How many entries to return at most. The vendor's overview names 20 as the default while the examples without the
   * parameter show 25. The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
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

/** Parameters of `tms.stepGroups.create()`. */
export interface CreateStepGroupParams extends CreateStepGroupRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.stepGroups.get()`. */
export interface GetStepGroupParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The step group, by UUID or by human ID (`DEMO-SG-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  step_group_id: string
}

/** Parameters of `tms.stepGroups.update()`. */
export interface UpdateStepGroupParams extends UpdateStepGroupRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The step group, by UUID or by human ID (`DEMO-SG-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  step_group_id: string
}

/** Parameters of `tms.stepGroups.delete()`. */
export interface DeleteStepGroupParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /**
   * The step group, by UUID or by human ID (`DEMO-SG-1`). The page says only that it is an identifier; the human ID comes
   * from the vendor's request collection and has not been tried.
   */
  step_group_id: string
}

/** Steps written once and shared by several test cases. */
export interface StepGroups {
  /**
   * List step groups.
   *
   * Lists the step groups of a project, page by page. Rows omit the steps.
   *
   * No public client has recorded a call.
   *
   * `GET /projects/{project_id}/step_groups`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.stepGroups.list({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })) console.log(each)
   */
  list(params: ListStepGroupsParams, options?: ListOptions): PagePromise<StepGroup>

  /**
   * Create a step group.
   *
   * Creates a step group with its steps. Note the spelling: a step's outcome is `expected_result` in the request and
   * `expected_results` in the response.
   *
   * No public client has recorded a call.
   *
   * `POST /projects/{project_id}/step_groups`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.stepGroups.create({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   title: 'Sign in as a patient',
   *   description: 'From the start page to the overview of appointments',
   *   label_ids: [
   *     '3ebf1ec4-f994-4f41-822a-01305e1f78c1'
   *   ],
   *   steps: [
   *     {
   *       step_description: 'Open the sign-in page',
   *       expected_result: 'Fields for e-mail address and password are shown',
   *       order: 1
   *     },
   *     {
   *       step_description: 'Enter address and password and press Sign in',
   *       expected_result: 'The overview of appointments opens',
   *       order: 2
   *     }
   *   ]
   * })
   */
  create(params: CreateStepGroupParams, options?: CallOptions): ApiPromise<StepGroup>

  /**
   * Get a step group.
   *
   * Returns one step group with its steps. Labels are not part of the response.
   *
   * No public client has recorded a call.
   *
   * `GET /projects/{project_id}/step_groups/{step_group_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.stepGroups.get({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   step_group_id: 'b3d9f1a2-6c84-4e57-9a01-2f7c5d8e1b40'
   * })
   */
  get(params: GetStepGroupParams, options?: CallOptions): ApiPromise<StepGroup>

  /**
   * Update a step group.
   *
   * Stores a new version of a step group. Every test case that uses the group changes with it.
   *
   * No public client has recorded a call.
   *
   * `PUT /projects/{project_id}/step_groups/{step_group_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.stepGroups.update({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   step_group_id: 'b3d9f1a2-6c84-4e57-9a01-2f7c5d8e1b40',
   *   title: 'Sign in as a patient, by keyboard',
   *   description: 'From the start page to the overview of appointments',
   *   label_ids: [
   *     '3ebf1ec4-f994-4f41-822a-01305e1f78c1'
   *   ],
   *   steps: [
   *     {
   *       step_description: 'Open the sign-in page',
   *       expected_result: 'Fields for e-mail address and password are shown',
   *       order: 1
   *     },
   *     {
   *       step_description: 'Enter address and password and press Enter',
   *       expected_result: 'The overview of appointments opens',
   *       order: 2
   *     }
   *   ]
   * })
   */
  update(params: UpdateStepGroupParams, options?: CallOptions): ApiPromise<StepGroup>

  /**
   * Delete a step group.
   *
   * Deletes a step group and removes it from every test case that used it.
   *
   * The page prints status 204 together with a JSON body; as a 204 has no body, the contract accepts both a 200 with the
   * body and a 204 without one. No public client has recorded a call.
   *
   * `DELETE /projects/{project_id}/step_groups/{step_group_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * await tms.stepGroups.delete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   step_group_id: 'b3d9f1a2-6c84-4e57-9a01-2f7c5d8e1b40'
   * })
   */
  delete(params: DeleteStepGroupParams, options?: CallOptions): ApiPromise<void>
}
