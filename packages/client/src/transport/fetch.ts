import type { CallOptions } from '../options.ts'
import { ownOf } from '../own.ts'
import { requireHeaders } from '../settings.ts'
import { isIdempotentMethod } from './retry.ts'
import type { Connection } from './transport.ts'

/** A `fetch` that adds the key, keeps the rate limit, retries, and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/** What a transport takes beside what every `fetch` takes. */
export interface CallInit extends RequestInit, Pick<CallOptions, 'timeout' | 'deadline' | 'retry'> {
  /** For hooks and messages. */
  readonly operationId?: string | undefined
  /** Whether the request may be sent again when it is not known to have failed. @default by the method */
  readonly idempotent?: boolean | undefined
}

/** Hands responses on as `fetch` does. */
export function asFetch(connection: Connection): Transport {
  return async (input, init = {}) => {
    const { operationId, timeout, deadline, retry, idempotent, signal: given, ...rest } = ownOf(init)
    const signal = given ?? undefined
    const call = connection.readCallOptions({ timeout, deadline, retry, signal })
    const fetchInit: RequestInit = Object.assign(Object.create(null), rest)
    const request = new Request(input, fetchInit)
    const { url, method } = request
    const headers = requireHeaders(Object.fromEntries(request.headers))
    // A stream could be sent once only.
    const bytes = new Uint8Array(await request.arrayBuffer())
    const body = bytes.length > 0 ? bytes : undefined
    const isIdempotent = idempotent ?? isIdempotentMethod(method)
    const { response } = await connection.send(
      { operationId, method, url, body, isIdempotent, init: fetchInit },
      { ...call, headers, signal: given === undefined ? request.signal : signal },
    )
    return response as Response
  }
}
