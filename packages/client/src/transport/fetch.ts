import { isIdempotentMethod } from './retry.ts'
import type { Connection } from './transport.ts'

/** A `fetch` that adds the key, keeps the rate limit, tries again, and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/** What a transport takes beside what every `fetch` takes. */
export interface CallInit extends RequestInit {
  /** Milliseconds to wait for a complete response to one request. */
  readonly timeout?: number
  /** Milliseconds for the whole call, with all waiting and all requests. */
  readonly deadline?: number
  /** How often to send again after a failure; `false` for never, also after refusals by the rate limit. */
  readonly retry?: number | false
  /** For hooks and messages. */
  readonly operationId?: string
  /** Whether the request may be sent again when it is not known to have failed. @default by the method */
  readonly idempotent?: boolean
}

/** Hands responses on as `fetch` does. */
export function asFetch(connection: Connection): Transport {
  return async (input, init = {}) => {
    const request = new Request(input, init)
    const { url, method, headers, signal } = request
    // A stream could be sent once only.
    const bytes = await request.arrayBuffer()
    const { operationId, timeout, deadline, retry, idempotent: isIdempotent = isIdempotentMethod(method) } = init
    const { response } = await connection.send(
      { operationId, method, url, body: bytes.byteLength ? bytes : undefined, isIdempotent, init },
      { headers: Object.fromEntries(headers), signal, timeout, deadline, retry },
    )
    return response
  }
}
