import type { WithResponse } from './api-promise.ts'
import { PaginationError, UsageError } from './errors.ts'
import type { Params } from './operation.ts'
import { Page } from './page.ts'
import type { ApiResult } from './response.ts'

type PageResponse = Promise<WithResponse<Page<unknown>>>

/** Where a page is. */
interface Place {
  readonly params: Params
  /** Query parameters that lead there, where the API named some. */
  readonly query?: Params
  /** Number of the page in the walk. */
  readonly number: number
  /** Entries on the pages before; `Infinity` where the walk began in the middle of the list. */
  readonly before: number
}

/** A walk over a list, from page to page. */
export class PageWalk {
  readonly #send: (params: Params, page?: Params) => Promise<ApiResult>
  readonly #params: Params
  /** Every pointer to a following page, with the number of that page in the walk, to notice a circle. */
  readonly #numbers = new Map<string, number>()

  constructor(send: (params: Params, page?: Params) => Promise<ApiResult>, params: Params) {
    this.#send = send
    this.#params = params
  }

  /** @param checkpoint of the page before, where the walk does not begin with the first one */
  async begin(checkpoint: string | undefined): PageResponse {
    if (checkpoint !== undefined) {
      const { next, count } = readCheckpoint(checkpoint)
      return this.#follow(next, 0, count)
    }
    const { cursor, next, page } = this.#params
    return this.#fetch({ params: this.#params, number: 0, before: cursor || next || page ? Infinity : 0 })
  }

  async #fetch({ params, query, number, before }: Place): PageResponse {
    const { result, response, requestId, pageInfo, message = '' } = await this.#send(params, query)
    const items = result as unknown[]
    const count = before + items.length
    const follow = (pointer: string) => this.#follow(pointer, number + 1, count)
    return { data: new Page({ items, pageInfo, message, count, follow }), response, requestId }
  }

  async #follow(pointer: string, number: number, before: number): PageResponse {
    if ((this.#numbers.get(pointer) ?? number) < number) {
      throw new PaginationError(`The list goes in a circle: "${pointer}" came twice.`)
    }
    this.#numbers.set(pointer, number)
    const { cursor, next, page, ...params } = this.#params
    return this.#fetch({ params, query: paramsOf(pointer), number, before })
  }
}

/** Reads a page's `checkpoint` back: what leads to the page after it, and how many entries came before. */
function readCheckpoint(checkpoint: string): { next: string; count: number } {
  try {
    const { next, count } = JSON.parse(checkpoint)
    if (typeof next === 'string') return { next, count: count ?? Infinity }
  } catch {
    // What follows is as true of text that is not JSON.
  }
  throw new UsageError(`The option from must be the checkpoint of a page, got ${JSON.stringify(checkpoint)}.`)
}

/**
 * The documented pointer is a URL, the observed one a bare cursor. Only a URL's parameters are used: following it to
 * another host would take the key there.
 */
function paramsOf(pointer: string): Params {
  return URL.canParse(pointer) ? Object.fromEntries(new URL(pointer).searchParams) : { cursor: pointer }
}
