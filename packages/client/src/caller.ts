import { type Answer, assertSuccess, entityOf, envelopeOf, parse, requestIdOf } from './answer.ts'
import { ApiPromise, type WithResponse } from './api-promise.ts'
import type { CallOptions, ListOptions, Operation, Params } from './operation.ts'
import { type FollowPage, Page, PagePromise, readCheckpoint, type Walk } from './page.ts'
import { prepareRequest } from './request.ts'
import type { Exchanger } from './transport.ts'

/** Carries out the operations of the contract. */
export class Caller {
  readonly #baseUrl: string
  readonly #exchange: Exchanger

  constructor(baseUrl: string, exchange: Exchanger) {
    this.#baseUrl = baseUrl
    this.#exchange = exchange
  }

  /** Calls an operation that answers with an entity, or with several that are no page of a longer list. */
  entity(operation: Operation, params: Params, options: CallOptions): ApiPromise<unknown> {
    return new ApiPromise(this.#send(operation, params, options, entityOf))
  }

  /** Calls an operation that answers with nothing but its success. */
  done(operation: Operation, params: Params, options: CallOptions): ApiPromise<void> {
    return new ApiPromise(this.#send(operation, params, options, () => undefined))
  }

  /** Calls an operation that answers with one page of a list. */
  page(operation: Operation, params: Params, options: ListOptions): PagePromise<unknown> {
    const fetchPage = (walk: Walk, given: Params, pointer?: Params) =>
      this.#send(operation, given, options, (it) => pageOf(it, follow, walk), pointer)
    const follow: FollowPage<unknown> = (pointer, walk) => {
      const { cursor, next, page, ...filters } = params
      return fetchPage(walk, filters, pointer)
    }
    if (options.from !== undefined) return new PagePromise(goOn(options.from, follow))

    const count = (params.cursor ?? params.next ?? params.page) === undefined ? 0 : undefined
    return new PagePromise(fetchPage({ pointers: new Map(), number: 0, count }, params))
  }

  async #send<T>(
    operation: Operation,
    params: Params,
    options: CallOptions,
    read: (answer: Answer) => T,
    pointer?: Params,
  ): Promise<WithResponse<T>> {
    const request = prepareRequest(operation, this.#baseUrl, params, pointer)
    const { response, body, attempts, refused } = await this.#exchange(request, options)
    const answer = { response, body, attempts, refused, operation, request, content: parse(body) }
    assertSuccess(answer)
    return { data: read(answer), response, requestId: requestIdOf(response) }
  }
}

async function goOn<T>(checkpoint: string, follow: FollowPage<T>): Promise<WithResponse<Page<T>>> {
  return follow(...readCheckpoint(checkpoint))
}

function pageOf(answer: Answer, follow: FollowPage<unknown>, walk: Walk): Page<unknown> {
  const { message = '', page_info } = envelopeOf(answer)
  return new Page(entityOf(answer) as unknown[], page_info, message, follow, walk)
}
