import { ApiPromise, type WithResponse } from './api-promise.ts'
import type { Operation, Params } from './operation.ts'
import type { ListOptions } from './options.ts'
import { ownOf } from './own.ts'
import { PagePromise } from './page.ts'
import { type ApiRequest, encodeRequest, type RequestBuilder } from './request.ts'
import { type ApiResult, readResponse } from './response.ts'
import type { CallSettings } from './settings.ts'
import type { Connection } from './transport/transport.ts'
import { PageWalk } from './walk.ts'

/** An operation, with all that is needed to carry it out. */
export interface OperationCall {
  readonly connection: Connection
  readonly operation: Operation
  readonly builder: RequestBuilder
  readonly params: Params
  readonly options: ListOptions
}

/** Carries out an operation of the contract. Whatever is wrong with the call is found out before it returns. */
export function callOperation(call: OperationCall): ApiPromise<unknown> {
  const { connection, operation, builder } = call
  const isPage = operation.isPage ?? false
  try {
    const params = ownOf(call.params)
    const options = ownOf(call.options)
    const settings = connection.readCallOptions(options)
    const send = (request: ApiRequest) => sendRequest(call, request, settings)
    if (isPage) {
      const walk = new PageWalk({ builder, send, params, checkpoint: options.from, scrub: connection.settings.scrub })
      return new PagePromise(() => walk.begin())
    }
    const result = send(builder.build(params)).then(withResponse)
    return new ApiPromise(() => result)
  } catch (error) {
    const failed = Promise.reject(error)
    // Until somebody asks.
    failed.catch(() => {})
    return isPage ? new PagePromise(() => failed) : new ApiPromise(() => failed)
  }
}

async function sendRequest(
  { connection, operation }: OperationCall,
  request: ApiRequest,
  settings: CallSettings,
): Promise<ApiResult> {
  const received = await connection.send(encodeRequest(request), settings)
  // Errors name the host that has answered.
  const asked = received.url === request.url ? request : { ...request, url: received.url }
  return readResponse({ operation, request: asked, received, scrub: connection.settings.scrub })
}

function withResponse({ result, response, requestId, attempts }: ApiResult): WithResponse<unknown> {
  return { data: result, response: response as Response, requestId, attempts }
}
