import type { PageInfo } from '@testsigma-tms/types'
import { ApiPromise, type WithResponse } from './api-promise.ts'
import { kindOf } from './describe.ts'
import { type PaginationError, UsageError } from './errors.ts'
import { ownOf } from './own.ts'

/** The parts of a page. */
interface PageParts<T> {
  readonly items: readonly T[]
  readonly pageInfo: PageInfo | undefined
  readonly message: string
  /** Entries on the pages so far, including this one; `Infinity` if reading began in the middle of the list. */
  readonly count: number
  /** Milliseconds that fetching this page took. */
  readonly took: number
  /** Fetches the page of a pointer. `spent`: milliseconds of the deadline that have passed. */
  readonly follow: (pointer: unknown, spent: number) => Promise<WithResponse<Page<T>>>
  /** The error for a list that ended before the expected number of entries. */
  readonly missing: (expected: number) => PaginationError
}

/** One page of a list. Iterating over it continues with the following pages, one request at a time. */
export class Page<T> implements AsyncIterable<T> {
  /** The entries of this page. */
  readonly items: readonly T[]
  /** Position of this page in the list. The live API omits it from some lists. */
  readonly pageInfo: PageInfo | undefined
  /** The API's sentence about the response, often empty. */
  readonly message: string
  readonly #count: number
  readonly #took: number
  readonly #follow: PageParts<T>['follow']
  readonly #missing: PageParts<T>['missing']

  constructor({ items, pageInfo, message, count, took, follow, missing }: PageParts<T>) {
    this.items = items
    this.pageInfo = pageInfo
    this.message = message
    this.#count = count
    this.#took = took
    this.#follow = follow
    this.#missing = missing
  }

  /** Whether the API refers to a following page. */
  get hasNext(): boolean {
    return Boolean(this.pageInfo?.next)
  }

  /**
   * Where to continue later, as a string that can be stored: `list(params, { from: checkpoint })` starts with the page
   * after this one. `undefined` on the last page.
   */
  get checkpoint(): string | undefined {
    const next = this.pageInfo?.next
    return next ? JSON.stringify({ next, count: this.#count }) : undefined
  }

  /**
   * Fetches the following page.
   * @throws {UsageError} on the last page: check `hasNext` first
   * @throws {PaginationError} when the API refers to a page that was already fetched
   */
  next(): Promise<Page<T>> {
    return this.#next(0)
  }

  async #next(spent: number): Promise<Page<T>> {
    const next = this.pageInfo?.next
    if (!next) throw new UsageError('There is no next page: check hasNext before next().')
    return (await this.#follow(next, spent)).data
  }

  /**
   * This page and the following ones, one request at a time. A `deadline` applies to all of them together; the time
   * that the caller takes in between does not count.
   * @throws {PaginationError} when the list ends before `total_count` entries were read
   */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let page: Page<T> = this
    let spent = page.#took
    yield page
    while (page.hasNext) {
      page = await page.#next(spent)
      spent += page.#took
      yield page
    }
    const expected = page.pageInfo?.total_count as number
    // Without a `total_count`, the comparison is false.
    if (page.#count < expected) throw page.#missing(expected)
  }

  /**
   * Collects the entries of this page and the following ones.
   * @param options.limit the most entries to collect, `Infinity` for all; no page is fetched beyond that
   */
  async all(options: { limit: number }): Promise<T[]> {
    const limit = readLimit(options)
    const items: T[] = []
    for await (const item of this) {
      if (items.push(item) >= limit) break
    }
    return items
  }

  /** @throws {PaginationError} when the list ends before `total_count` entries were read */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.pages()) yield* items
  }
}

/** @throws {UsageError} for an invalid limit */
function readLimit(options: { limit: number } | undefined): number {
  const { limit } = options ? ownOf('all: the options', options) : { limit: Number.NaN }
  if (limit === Infinity || (Number.isInteger(limit) && limit >= 1)) return limit
  throw new UsageError(`all: "limit" must be a whole number from 1, or Infinity for all, got ${kindOf(limit)}.`)
}

/**
 * A promise for a page that can be iterated directly: `for await (const user of tms.users.list())`. The request is sent
 * in the next microtask; after a call of `pages()`, `all()` or an iterator, only when the first entry or page is
 * requested.
 */
export class PagePromise<T> extends ApiPromise<Page<T>> implements AsyncIterable<T> {
  #isLazy = false

  constructor(begin: () => Promise<WithResponse<Page<T>>>) {
    let page: Promise<WithResponse<Page<T>>> | undefined
    const start = () => {
      page ??= begin()
      return page
    }
    super(start)
    Promise.resolve().then(() => {
      if (!this.#isLazy) start()
    })
  }

  /** Every page, one request at a time. */
  pages(): AsyncGenerator<Page<T>, void, undefined> {
    this.#isLazy = true
    return this.#walk()
  }

  /** Collects the entries of this page and the following ones. See `Page.all`. */
  async all(options: { limit: number }): Promise<T[]> {
    this.#isLazy = true
    readLimit(options)
    return (await this).all(options)
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    this.#isLazy = true
    return this.#items()
  }

  async *#items(): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.#walk()) yield* items
  }

  async *#walk(): AsyncGenerator<Page<T>, void, undefined> {
    yield* (await this).pages()
  }
}
