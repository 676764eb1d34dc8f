import { mergeHeaders } from './http.ts'
import type { TransportOptions } from './options.ts'
import { isIdempotent } from './retry.ts'

/** What a transport takes beside what every `fetch` takes. */
export interface CallInit extends RequestInit {
  /** Milliseconds to wait for a complete answer to one request. */
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

/** What hooks learn about a request. The key is no part of it. */
export interface RequestFacts {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  /** 1 for the first time that the request is sent. */
  readonly attempt: number
}

/** One call, with all that is needed to send it any number of times. */
export interface Call {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: Exclude<RequestInit['body'], undefined>
  readonly init: RequestInit
  readonly operationId: string | undefined
  readonly idempotent: boolean
  readonly retry: number | false
  readonly timeout: number
  /** When the call must have succeeded, by `performance.now()`. */
  readonly endsAt: number
  readonly deadline: AbortSignal | undefined
  /** Ends the call: the caller's signal, or the deadline; `undefined` where there is neither. */
  readonly signal: AbortSignal | undefined
}

export async function describeCall(
  options: TransportOptions,
  input: string | URL | Request,
  given: CallInit = {},
): Promise<Call> {
  const request = input instanceof Request ? input : undefined
  const {
    timeout = options.timeout,
    deadline = options.deadline,
    retry = options.retry,
    method: name = request?.method ?? 'GET',
    headers = request?.headers,
    body = request?.body && (await request.arrayBuffer()), // A stream could be sent once only.
    signal,
    operationId,
    idempotent,
    ...init
  } = given
  const method = name.toUpperCase()
  const end = deadline < Infinity ? AbortSignal.timeout(deadline) : undefined
  const signals = [end, signal, request?.signal].filter((signal) => signal != null)
  return {
    url: request?.url ?? `${input}`,
    method,
    headers: mergeHeaders(options.headers, headers),
    body: body ?? null,
    init,
    operationId,
    idempotent: idempotent ?? isIdempotent(method),
    retry,
    timeout,
    endsAt: performance.now() + deadline,
    deadline: end,
    // Joining signals is the dearest part of a call.
    signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
  }
}
