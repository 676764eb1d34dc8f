// Generated from the contract by `pnpm generate`. Do not edit.

import type { JunitImport, JunitImportProgress } from '@testsigma-tms/types'
import type { ApiPromise } from '../api-promise.ts'
import type { CallOptions } from '../options.ts'
import type { Upload } from '../upload.ts'

/** Parameters of `tms.junitImports.create()`. */
export interface ImportJunitReportParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** The test run, by UUID or by human ID (`DEMO-R-1`). */
  test_run_id: string
  /**
   * The JUnit XML file, as the file part of the form. No source says how its test cases are matched with those of the
   * project.
   */
  junit_xml: Upload
}

/** Parameters of `tms.junitImports.getStatus()`. */
export interface GetJunitImportStatusParams {
  /** UUID of the project that contains the entity. */
  project_id: string
  /** UUID of the import, as the upload returned it. */
  import_id: string
}

/** Uploads of JUnit XML reports, whose results go to a test run. */
export interface JunitImports {
  /**
   * Import a JUnit report.
   *
   * Uploads a JUnit XML report, whose results go to a test run.
   *
   * The documented response says `completed` immediately; another reading is that the import continues in the background,
   * so poll its status until it is `completed` or `failed`. No source says how a test in the report is matched with a
   * test case. No public client has recorded a call.
   *
   * `POST /projects/{project_id}/junit-import/test-run/{test_run_id}`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.junitImports.create({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
   *   junit_xml: file
   * })
   */
  create(params: ImportJunitReportParams, options?: CallOptions): ApiPromise<JunitImport>

  /**
   * Get import status.
   *
   * Returns the state of an import and what happened to its test cases. The path has `junit-imports` in the plural where
   * the upload has `junit-import`.
   *
   * No public client has recorded a call.
   *
   * `GET /projects/{project_id}/junit-imports/{import_id}/status`, documented 2026-06-30.
   *
   * @throws {AuthenticationError} 401
   * @throws {NotFoundError} 404
   * @throws {ServerError} 500
   * @example
   * const response = await tms.junitImports.getStatus({
   *   project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
   *   import_id: 'ebbbcb9f-e532-41dd-9170-369e5ba4539a'
   * })
   */
  getStatus(params: GetJunitImportStatusParams, options?: CallOptions): ApiPromise<JunitImportProgress>
}
