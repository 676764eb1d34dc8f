import { ApiPromise, type WithResponse } from './api-promise.ts'
import type { CallOptions, ListOptions, Operation, Params } from './operation.ts'
import { PagePromise } from './page.ts'
import type { RequestBuilder } from './request.ts'
import { type ApiResult, readResponse } from './response.ts'
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

/** Carries out an operation of the contract. */
export function callOperation(call: OperationCall): ApiPromise<unknown> {
  const send = (params: Params, page?: Params) => sendOnce(call, params, page)
  if (call.operation.isPage) return new PagePromise(new PageWalk(send, call.params).begin(call.options.from))
  return new ApiPromise(send(call.params).then(resultOf))
}

async function sendOnce(
  { connection, operation, builder, options }: OperationCall,
  params: Params,
  page: Params | undefined,
): Promise<ApiResult> {
  const request = builder.build(params, page)
  return readResponse(request, operation.result, await connection.send(request, options as CallOptions))
}

function resultOf({ result, response, requestId }: ApiResult): WithResponse<unknown> {
  return { data: result, response, requestId }
}
