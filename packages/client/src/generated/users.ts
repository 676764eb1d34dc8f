// Generated from the contract by `pnpm generate`. Do not edit.

import type { User } from '@testsigma-tms/types'
import type { ListOptions } from '../options.ts'
import type { PagePromise } from '../page.ts'

/** Parameters of `tms.users.list()`. */
export interface ListUsersParams {
  /**
   * How many entries to return at most. The page of this list does not mention it; a public client sends 100 or 200.
   * The largest value that the live API accepts is not known.
   */
  page_size?: number | undefined
  /**
   * Continues a list: `page_info.next` or `page_info.prev` of an earlier response, when that is not a URL. Not on the
   * vendor's pages; a public client sends it, but there is no record of a second page.
   */
  cursor?: string | undefined
}

/** The people who can sign in, own test cases and carry out test runs. */
export interface Users {
  /**
   * Get users.
   *
   * Lists every user of the account with name, e-mail address and state, page by page.
   *
   * The pages show a `page_info` next to `data`; the live API has been seen to leave it out (2026-05-20) and to return all
   * users at once.
   *
   * `GET /users`, documented 2026-06-30.
   *
   * @throws {ValidationError} 400, 422
   * @throws {AuthenticationError} 401
   * @throws {ServerError} 500
   * @example
   * for await (const each of tms.users.list()) console.log(each)
   */
  list(params?: ListUsersParams, options?: ListOptions): PagePromise<User>
}
