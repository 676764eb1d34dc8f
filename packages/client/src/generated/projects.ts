// Generated from the contract by `pnpm generate`. Do not edit.

import type { CreateProjectRequest, Project, UpdateProjectRequest } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions, ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.projects.list()`. */
export interface ListProjectsParams {
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
   * Keeps the entries whose name contains this text. A public client sends it; its author reports that filters are named
   * after the field.
   */
  name__CONTAINS?: string | undefined
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

/** Parameters of `tms.projects.create()`. */
export interface CreateProjectParams extends CreateProjectRequest {
}

/** Parameters of `tms.projects.get()`. */
export interface GetProjectParams {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.projects.update()`. */
export interface UpdateProjectParams extends UpdateProjectRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.projects.delete()`. */
export interface DeleteProjectParams {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Workspaces for test cases, runs and plans, each with its own prefix for human IDs. */
export interface Projects {
  /**
   * List projects.
   *
   * Lists the projects that the key may see, page by page.
   *
   * The page describes one filter, `name__NEQ`; no source says whether entries come in a fixed order.
   *
   * `GET /projects`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.projects.list()) console.log(each)
   */
  list(params?: ListProjectsParams, options?: ListOptions): PagePromise<Project>

  /**
   * Create a project.
   *
   * Creates an empty project. The prefix of its human IDs is fixed from then on.
   *
   * The page shows status 200, although it shows 201 for folders and test cases. No public client has recorded a call.
   *
   * `POST /projects`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {ServerError} 500
   * @example
   * const response = await tms.projects.create({
   *   name: 'Health Care Project',
   *   description: 'Tests of the patient portal and its booking service',
   *   human_id_prefix: 'DEMO'
   * })
   */
  create(params: CreateProjectParams, options?: CallOptions): ApiPromise<Project>

  /**
   * Get a project.
   *
   * Returns one project, with the same fields as a row of the list.
   *
   * No source shows a project addressed by its prefix; use the UUID.
   *
   * `GET /projects/{project_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.projects.get({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })
   */
  get(params: GetProjectParams, options?: CallOptions): ApiPromise<Project>

  /**
   * Update a project.
   *
   * Changes the name and the description of a project. The prefix of its human IDs cannot be changed.
   *
   * No public client has recorded a call.
   *
   * `PUT /projects/{project_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.projects.update({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   name: 'Health Care Project (Q2)',
   *   description: 'Tests of the patient portal, second quarter'
   * })
   */
  update(params: UpdateProjectParams, options?: CallOptions): ApiPromise<Project>

  /**
   * Delete a project.
   *
   * Deletes a project permanently. Its contents are presumably deleted with it; no page says so.
   *
   * No public client has recorded a call.
   *
   * `DELETE /projects/{project_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * await tms.projects.delete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })
   */
  delete(params: DeleteProjectParams, options?: CallOptions): ApiPromise<void>
}
