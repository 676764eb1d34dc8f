// Generated from the contract by `pnpm generate`. Do not edit.

import type { CreateFolderRequest, Folder, MoveFolderRequest, UpdateFolderRequest } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions, ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.folders.list()`. */
export interface ListFoldersParams {
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

/** Parameters of `tms.folders.create()`. */
export interface CreateFolderParams extends CreateFolderRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
}

/** Parameters of `tms.folders.get()`. */
export interface GetFolderParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** UUID of the folder; folders have no human ID. */
  folder_id: string
}

/** Parameters of `tms.folders.update()`. */
export interface UpdateFolderParams extends UpdateFolderRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** UUID of the folder; folders have no human ID. */
  folder_id: string
}

/** Parameters of `tms.folders.delete()`. */
export interface DeleteFolderParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** UUID of the folder; folders have no human ID. */
  folder_id: string
}

/** Parameters of `tms.folders.move()`. */
export interface MoveFolderParams extends MoveFolderRequest {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** UUID of the folder; folders have no human ID. */
  folder_id: string
}

/** The tree in which a project keeps its test cases. */
export interface Folders {
  /**
   * List folders.
   *
   * Lists the folders of a project as a flat list, page by page. Follow `parent_folder_id` to rebuild the tree: `children`
   * has been empty in every recorded response.
   *
   * `GET /projects/{project_id}/folders`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.folders.list({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5'
   * })) console.log(each)
   */
  list(params: ListFoldersParams, options?: ListOptions): PagePromise<Folder>

  /**
   * Create a folder.
   *
   * Creates a folder at the root of the project. To put it inside another folder, move it afterwards.
   *
   * A body with `name` alone is accepted (observed 2026-05-20).
   *
   * `POST /projects/{project_id}/folders`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.folders.create({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   name: 'Regression Suite',
   *   order: 1
   * })
   */
  create(params: CreateFolderParams, options?: CallOptions): ApiPromise<Folder>

  /**
   * Get a folder.
   *
   * Returns one folder. Its test cases are not part of the response: list test cases with `folder_id` to get them.
   *
   * `GET /projects/{project_id}/folders/{folder_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.folders.get({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   folder_id: 'e8db64d3-9291-44d9-9e30-69438c272f05'
   * })
   */
  get(params: GetFolderParams, options?: CallOptions): ApiPromise<Folder>

  /**
   * Update a folder.
   *
   * Renames a folder or changes its position. Its parent stays the same; `moveFolder` changes that.
   *
   * `PUT /projects/{project_id}/folders/{folder_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.folders.update({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   folder_id: 'e8db64d3-9291-44d9-9e30-69438c272f05',
   *   name: 'Regression Suite 2.4',
   *   order: -1
   * })
   */
  update(params: UpdateFolderParams, options?: CallOptions): ApiPromise<Folder>

  /**
   * Delete a folder.
   *
   * Deletes a folder. No source says what happens to the folders and test cases in it, so empty it first.
   *
   * The client that recorded this call (2026-05-20) allows for an empty body.
   *
   * `DELETE /projects/{project_id}/folders/{folder_id}`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * await tms.folders.delete({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   folder_id: 'e8db64d3-9291-44d9-9e30-69438c272f05'
   * })
   */
  delete(params: DeleteFolderParams, options?: CallOptions): ApiPromise<void>

  /**
   * Move a folder.
   *
   * Puts a folder under another one.
   *
   * No source shows how to move a folder back to the root. No public client has recorded a call.
   *
   * `POST /projects/{project_id}/folders/{folder_id}/move`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.folders.move({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   folder_id: 'e8db64d3-9291-44d9-9e30-69438c272f05',
   *   parent_folder_id: 'c69216e0-e2a9-401f-9e08-77176abce8c4'
   * })
   */
  move(params: MoveFolderParams, options?: CallOptions): ApiPromise<Folder>
}
