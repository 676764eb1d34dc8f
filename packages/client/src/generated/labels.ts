// Generated from the contract by `pnpm generate`. Do not edit.

import type { Label } from '@testsigma-tms/types'
import type { ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.labels.list()`. */
export interface ListLabelsParams {
  /**
   * How many entries to return at most. The page of this list does not mention it; a public client sends 100 or 200.
   * The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
}

/** Words that group test cases, step groups, runs and plans. */
export interface Labels {
  /**
   * List labels.
   *
   * Lists the labels of the account, with the UUIDs that `label_ids` asks for.
   *
   * Not on the vendor's pages: found on the live API on 2026-05-19. Only reading is known. It was not recorded whether the
   * response has a `page_info`.
   *
   * `GET /labels`, observed 2026-05-19.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.labels.list()) console.log(each)
   */
  list(params?: ListLabelsParams, options?: ListOptions): PagePromise<Label>
}
