import { ApiPromise, type WithResponse } from './api-promise.ts'
import { TestsigmaError, UsageError } from './errors.ts'
import type { Operation, Params } from './operation.ts'
import type { ListOptions } from './options.ts'
import { ownOf } from './own.ts'
import { PagePromise } from './page.ts'
import type { ApiRequest, RequestBuilder } from './request.ts'
import { type ApiResult, readResponse } from './response.ts'
import { CALL_OPTIONS, type CallSettings } from './settings.ts'
import type { Connection } from './transport/transport.ts'
import { PageWalk } from './walk.ts'

/** An operation, and everything needed to call it. */
export interface OperationCall {
  readonly connection: Connection
  readonly operation: Operation
  readonly builder: RequestBuilder
  readonly params: Params
  readonly options: ListOptions
}

/** Calls an operation of the contract. Parameters and options are checked before this returns. */
export function callOperation(call: OperationCall): ApiPromise<unknown> {
  const { connection, operation, builder } = call
  try {
    const params = ownOf(`${builder.name}: the parameters`, call.params)
    const options = ownOf('The options', call.options, CALL_OPTIONS)
    const settings = connection.readCallOptions(options)
    const { scrub } = connection.settings
    if (operation.isPage) {
      const send = (request: ApiRequest, spent: number) => sendRequest(call, request, { ...settings, spent })
      const walk = new PageWalk({ builder, send, params, checkpoint: options.from, scrub })
      return new PagePromise(() => walk.begin())
    }
    const result = sendRequest(call, builder.build(params), settings).then(withResponse)
    return new ApiPromise(() => result)
  } catch (thrown) {
    const error = refusalOf(call, thrown)
    // Lists are lazy: the error is reported only when the list is awaited or iterated.
    if (operation.isPage) return new PagePromise(() => Promise.reject(error))
    const failed = Promise.reject(error)
    return new ApiPromise(() => failed)
  }
}

async function sendRequest(
  { connection, operation }: OperationCall,
  request: ApiRequest,
  settings: CallSettings,
): Promise<ApiResult> {
  const received = await connection.send(request, settings)
  // Errors name the host that responded, which may not be that of `baseUrl`.
  const asked = received.url === request.url ? request : { ...request, url: received.url }
  return readResponse({ operation, request: asked, received, scrub: connection.settings.scrub })
}

function withResponse({ result, response, requestId, attempts }: ApiResult): WithResponse<unknown> {
  return { data: result, response: response as Response, requestId, attempts }
}

/** The error for a call that cannot be sent. Its message never contains the key, even if the caller's input does. */
function refusalOf({ connection, operation, builder }: OperationCall, thrown: unknown): UsageError {
  const { id: operationId, method } = operation
  const message =
    thrown instanceof TestsigmaError
      ? thrown.message
      : `${builder.name}: the parameters or the options cannot be read: they throw.`
  return new UsageError(connection.settings.scrub(message), { operationId, method, attempts: 0 })
}
