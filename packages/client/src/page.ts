import type { PageInfo } from '@testsigma-tms/types'
import { ApiPromise, type WithResponse } from './api-promise.ts'
import { kindOf } from './describe.ts'
import { type PaginationError, UsageError } from './errors.ts'
import { ownOf } from './own.ts'

/** What a page is made of. */
interface PageParts<T> {
  readonly items: readonly T[]
  readonly pageInfo: PageInfo | undefined
  readonly message: string
  /** Entries on the pages so far, this one included; `Infinity` where the walk began in the middle of the list. */
  readonly count: number
  /** Milliseconds that it took to get here from the page before. */
  readonly took: number
  /** Fetches the page to which a pointer leads; so many milliseconds of the deadline are over. */
  readonly follow: (pointer: unknown, spent: number) => Promise<WithResponse<Page<T>>>
  /** The error for a list that ends before so many entries have come. */
  readonly missing: (expected: number) => PaginationError
}

/** One page of a list. Iterating over it goes on to the pages that follow, one request at a time. */
export class Page<T> implements AsyncIterable<T> {
  /** The entries of this page. */
  readonly items: readonly T[]
  /** Where this page stands in the list. The live API leaves it out of some lists. */
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

  /** Whether the API names a page after this one. */
  get hasNext(): boolean {
    return Boolean(this.pageInfo?.next)
  }

  /**
   * Where to go on later, as text that can be stored: `list(params, { from: checkpoint })` begins with the page after
   * this one. `undefined` on the last page.
   */
  get checkpoint(): string | undefined {
    const next = this.pageInfo?.next
    return next ? JSON.stringify({ next, count: this.#count }) : undefined
  }

  /**
   * Fetches the following page.
   * @throws {UsageError} on the last page: ask `hasNext` first
   * @throws {PaginationError} when the API leads back to a page that was fetched already
   */
  next(): Promise<Page<T>> {
    return this.#next(0)
  }

  async #next(spent: number): Promise<Page<T>> {
    const next = this.pageInfo?.next
    if (!next) throw new UsageError('There is no next page: ask hasNext before next().')
    return (await this.#follow(next, spent)).data
  }

  /**
   * This page and those that follow, one request at a time. A `deadline` holds for all of them, without the time that
   * the caller takes in between.
   * @throws {PaginationError} when the list ends before `total_count` entries have come
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
    // Where the API does not count, nothing is less.
    if (page.#count < expected) throw page.#missing(expected)
  }

  /**
   * Collects the entries of this page and the following ones.
   * @param options.limit the most entries to collect, `Infinity` for all; no further page is fetched once they are there
   */
  async all(options: { limit: number }): Promise<T[]> {
    const limit = readLimit(options)
    const items: T[] = []
    for await (const item of this) {
      if (items.push(item) >= limit) break
    }
    return items
  }

  /** @throws {PaginationError} when the list ends before `total_count` entries have come */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.pages()) yield* items
  }
}

/** @throws {UsageError} for what is no limit */
function readLimit(options: { limit: number } | undefined): number {
  const { limit } = options ? ownOf('all: the options', options) : { limit: Number.NaN }
  if (limit === Infinity || (Number.isInteger(limit) && limit >= 1)) return limit
  throw new UsageError(`all: "limit" must be 1 or more, a whole number, or Infinity for all, got ${kindOf(limit)}.`)
}

/**
 * A promise for a page that can be iterated right away: `for await (const user of tms.users.list())`. It is sent for at
 * once, but not where only `pages()` or an iterator is asked for: those wait until somebody asks them.
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

  /** Collects entries of this page and the following ones. See `Page.all`. */
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
