import type { WithResponse } from './api-promise.ts'
import { describe } from './describe.ts'
import { PaginationError, UsageError } from './errors.ts'
import { isWellFormed } from './json.ts'
import type { Params } from './operation.ts'
import { Page } from './page.ts'
import type { ApiRequest, RequestBuilder } from './request.ts'
import type { ApiResult } from './response.ts'
import type { Scrub } from './scrub.ts'

/** Upper bound for lists that always refer to one more page. */
const MOST_PAGES = 1_000_000
/** Most consecutive pages without new entries. A few are normal, because a list may shrink while it is read. */
const MOST_STALE_PAGES = 100

type PageResponse = Promise<WithResponse<Page<unknown>>>

interface Walk {
  readonly builder: RequestBuilder
  /** @param spent milliseconds of the deadline that have passed */
  readonly send: (request: ApiRequest, spent: number) => Promise<ApiResult>
  readonly params: Params
  /** The `checkpoint` of the previous page, unless reading begins with the first page. */
  readonly checkpoint: string | undefined
  readonly scrub: Scrub
}

/** Position of a page in the walk. */
interface Place {
  /** Number of the page. */
  readonly number: number
  /** Entries on the pages before; `Infinity` if reading began in the middle of the list. */
  readonly before: number
  /** Entries on the pages before that were read here. */
  readonly walked: number
  /** Consecutive pages before this one without new entries: empty, repeated, or beyond the API's `total_count`. */
  readonly stale: number
}

/** Reads a list, page by page. */
export class PageWalk {
  readonly #walk: Walk
  readonly #first: ApiRequest
  /** Entries before the first page. */
  readonly #before: number
  /** Every pointer to a following page, with the number of that page, to detect loops. */
  readonly #numbers = new Map<string, number>()
  /** The first entry of every page, with the number of that page. */
  readonly #firsts = new Map<unknown, number>()

  /** @throws {UsageError} for parameters that cannot be sent, and for an invalid checkpoint */
  constructor(walk: Walk) {
    const { builder, params, checkpoint } = walk
    this.#walk = walk
    if (checkpoint === undefined) {
      this.#first = builder.build(params)
      this.#before = params.cursor || params.next || params.page ? Infinity : 0
    } else {
      const { next, count } = readCheckpoint(checkpoint)
      this.#first = this.#requestOf(next)
      this.#before = count
      this.#numbers.set(next, 0)
    }
  }

  begin(): PageResponse {
    return this.#fetch(this.#first, { number: 0, before: this.#before, walked: 0, stale: 0 }, 0)
  }

  async #fetch(request: ApiRequest, { number, before, walked, stale }: Place, spent: number): PageResponse {
    const start = performance.now()
    const page = await this.#walk.send(request, spent)
    const took = performance.now() - start || 0
    const { response, requestId } = page
    const pageInfo = page.pageInfo ?? undefined
    const message = page.message ?? ''
    const items = page.result as unknown[]
    const count = before + items.length
    const isStale = walked >= (pageInfo?.total_count ?? Infinity) || !this.#hasNews(items, number)
    const place = { number: number + 1, before: count, walked: walked + items.length, stale: isStale ? stale + 1 : 0 }
    const follow = (pointer: unknown, spent: number) => this.#follow(pointer, place, page, spent)
    const missing = (expected: number) =>
      this.#failureOf(page, `The list ended after ${count} entries; the API counts ${expected}.`)
    const data = new Page({ items, pageInfo, message, count, took, follow, missing })
    return { data, response: response as Response, requestId }
  }

  /** Needed to detect loops, because the pointer may be a new one each time. */
  #hasNews(items: readonly unknown[], number: number): boolean {
    const first = Object(items[0]).id ?? items[0]
    if (items.length === 0 || (this.#firsts.get(first) ?? number) < number) return false
    this.#firsts.set(first, number)
    return true
  }

  async #follow(pointer: unknown, place: Place, last: ApiResult, spent: number): PageResponse {
    const { number, stale } = place
    if (typeof pointer !== 'string' || !isWellFormed(pointer)) {
      throw this.#failureOf(last, `page_info.next must be a well-formed string, got ${describe(pointer)}.`)
    }
    if ((this.#numbers.get(pointer) ?? number) < number) {
      throw this.#failureOf(last, `The list repeats itself: the pointer "${pointer}" was returned twice.`)
    }
    if (stale > MOST_STALE_PAGES) {
      throw this.#failureOf(last, `The last ${stale} pages had no new entries.`)
    }
    if (number > MOST_PAGES) throw this.#failureOf(last, `The list has more than ${MOST_PAGES} pages.`)
    this.#numbers.set(pointer, number)
    return this.#fetch(this.#requestOf(pointer), place, spent)
  }

  #failureOf({ request, attempts }: ApiResult, message: string): PaginationError {
    const { operationId, method, url } = request
    const { scrub } = this.#walk
    return new PaginationError(scrub(message), { operationId, method, url: scrub(url), attempts })
  }

  #requestOf(pointer: string): ApiRequest {
    return this.#walk.builder.build(this.#walk.params, paramsOf(pointer))
  }
}

/** Parses a page's `checkpoint`: the pointer to the page after it, and the number of entries before that page. */
function readCheckpoint(checkpoint: string): { next: string; count: number } {
  try {
    const { next, count } = JSON.parse(checkpoint)
    if (typeof next === 'string' && isWellFormed(next) && (count == null || count >= 0))
      return { next, count: count ?? Infinity }
  } catch {
    // Text that is not JSON is reported below.
  }
  throw new UsageError(`The option from must be the checkpoint of a page, got ${describe(checkpoint)}.`)
}

/**
 * The documented pointer is a URL, the observed one a bare cursor. Only the parameters of a URL are used, because
 * following it could send the key to another host.
 */
function paramsOf(pointer: string): Params {
  return URL.canParse(pointer) ? Object.fromEntries(new URL(pointer).searchParams) : { cursor: pointer }
}
