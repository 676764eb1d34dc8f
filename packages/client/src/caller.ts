import { type Answer, assertSuccess, entityOf, envelopeOf, readBody, requestIdOf } from './answer.ts'
import { ApiPromise, type WithResponse } from './api-promise.ts'
import type { CallOptions, ListOptions, Operation, Params } from './operation.ts'
import { type FollowPage, Page, PagePromise, readCheckpoint, type Walk } from './page.ts'
import { prepareRequest } from './request.ts'
import type { Transport } from './transport.ts'

/** Carries out the operations of the contract for the generated methods. */
export class Caller {
  readonly #baseUrl: string
  readonly #transport: Transport

  constructor(baseUrl: string, transport: Transport) {
    this.#baseUrl = baseUrl
    this.#transport = transport
  }

  /** Calls an operation that answers with an entity, or with several that are no page of a longer list. */
  entity<T>(operation: Operation, params: object, options?: CallOptions): ApiPromise<T> {
    const answer = this.#send(operation, params as Params, options)
    return new ApiPromise(answer.then((it) => withResponse(it, entityOf(it) as T)))
  }

  /** Calls an operation that answers with nothing but its success. */
  done(operation: Operation, params: object, options?: CallOptions): ApiPromise<void> {
    const answer = this.#send(operation, params as Params, options)
    return new ApiPromise(answer.then((it) => withResponse(it, undefined)))
  }

  /** Calls an operation that answers with one page of a list. */
  page<T>(operation: Operation, params: object, { from, ...options }: ListOptions = {}): PagePromise<T> {
    const { cursor, next, page, ...filters } = params as Params
    const follow: FollowPage<T> = (pointer, walk) =>
      asPage(this.#send(operation, filters, options, pointer), follow, walk)
    if (from !== undefined) return new PagePromise(goOn(from, follow))

    const inTheMiddle = [cursor, next, page].some((pointer) => pointer !== undefined)
    return asPage(this.#send(operation, params as Params, options), follow, {
      pointers: new Set(),
      count: inTheMiddle ? undefined : 0,
    })
  }

  async #send(operation: Operation, params: Params, options: CallOptions = {}, pointer?: Params): Promise<Answer> {
    const request = prepareRequest(operation, this.#baseUrl, params, pointer)
    const { id: operationId, idempotent } = operation
    const response = await this.#transport(request.url, {
      ...options,
      ...request,
      headers: { ...request.headers, ...options.headers },
      operationId,
      ...(idempotent === undefined ? {} : { idempotent }),
    })
    const answer = { operation, request, response, body: await readBody(response) }
    assertSuccess(answer)
    return answer
  }
}

async function goOn<T>(checkpoint: string, follow: FollowPage<T>): Promise<WithResponse<Page<T>>> {
  const { params, walk } = readCheckpoint(checkpoint)
  return follow(params, walk).withResponse()
}

function asPage<T>(answer: Promise<Answer>, follow: FollowPage<T>, walk: Walk): PagePromise<T> {
  return new PagePromise(
    answer.then((it) => {
      const { message = '', page_info: pageInfo } = envelopeOf(it)
      return withResponse(it, new Page({ items: entityOf(it) as T[], pageInfo, message }, follow, walk))
    }),
  )
}

function withResponse<T>({ response }: Answer, data: T): WithResponse<T> {
  return { data, response, requestId: requestIdOf(response) }
}
