import type { PageInfo } from '@testsigma-tms/types'
import { ApiPromise } from './api-promise.ts'
import { PaginationError, UsageError } from './errors.ts'
import type { Params } from './operation.ts'

/** Fetches the page that the given parameters lead to. */
export type FollowPage<T> = (params: Params, walk: Walk) => PagePromise<T>

/** What a walk over the pages of one list has met so far. */
export interface Walk {
  /** Every pointer to a following page, to notice a circle. */
  readonly pointers: ReadonlySet<string>
  /** Entries on the pages so far; `undefined` where the walk began in the middle of the list. */
  readonly count: number | undefined
}

/** One page of a list. Iterating over it goes on to the pages that follow, one request at a time. */
export class Page<T> implements AsyncIterable<T> {
  /** The entries of this page. */
  readonly items: readonly T[]
  /** Where this page stands in the list. The live API leaves it out of some lists. */
  readonly pageInfo: PageInfo | undefined
  /** The API's sentence about the answer, often empty. */
  readonly message: string
  readonly #follow: FollowPage<T>
  readonly #walk: Walk

  constructor(
    content: { items: readonly T[]; pageInfo: PageInfo | undefined; message: string },
    follow: FollowPage<T>,
    walk: Walk,
  ) {
    this.items = content.items
    this.pageInfo = content.pageInfo
    this.message = content.message
    this.#follow = follow
    this.#walk = walk
  }

  /** Whether the API names a page after this one. */
  get hasNext(): boolean {
    return Boolean(this.pageInfo?.next)
  }

  /**
   * Fetches the following page.
   * @throws {UsageError} on the last page: ask `hasNext` first
   * @throws {PaginationError} when the API leads back to a page that was fetched already
   */
  async next(): Promise<Page<T>> {
    const pointer = this.pageInfo?.next
    if (!pointer) throw new UsageError('This is the last page: ask hasNext before next().')
    if (this.#walk.pointers.has(pointer)) {
      throw new PaginationError(`The list goes round in a circle: "${pointer}" came twice.`)
    }
    const { count } = this.#walk
    return this.#follow(paramsOf(pointer), {
      pointers: new Set([...this.#walk.pointers, pointer]),
      count: count === undefined ? undefined : count + this.items.length,
    })
  }

  /**
   * Collects the entries of this page and the following ones.
   * @param options.limit the most entries to collect; no further page is fetched once they are there
   */
  async all({ limit }: { limit: number }): Promise<T[]> {
    if (!(limit >= 1)) throw new UsageError(`all: "limit" must be 1 or more, got ${limit}.`)
    const items: T[] = []
    for await (const item of this) {
      items.push(item)
      if (items.length >= limit) break
    }
    return items
  }

  /** @throws {PaginationError} when the list ends before `total_count` entries have come */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    let page: Page<T> = this
    yield* page.items
    while (page.hasNext) {
      page = await page.next()
      yield* page.items
    }
    page.#assertComplete()
  }

  #assertComplete(): void {
    const expected = this.pageInfo?.total_count
    if (expected === undefined || this.#walk.count === undefined) return
    const count = this.#walk.count + this.items.length
    if (count < expected) {
      throw new PaginationError(`The list ended after ${count} entries; the API counts ${expected}.`)
    }
  }
}

/** A promise for a page that can be iterated right away: `for await (const user of tms.users.list())`. */
export class PagePromise<T> extends ApiPromise<Page<T>> implements AsyncIterable<T> {
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this
  }
}

/**
 * The documented pointer is a URL, the observed one a bare cursor. Only a URL's parameters are used: following it to
 * another host would take the key there.
 */
function paramsOf(pointer: string): Params {
  return URL.canParse(pointer) ? Object.fromEntries(new URL(pointer).searchParams) : { cursor: pointer }
}
