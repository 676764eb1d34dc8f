import type { CallOptions } from './operation.ts'
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

/** What to send, so that it can be sent any number of times. */
export interface Message {
  readonly url: string
  readonly method: string
  /** By lower-case names. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: RequestInit['body']
  readonly operationId: string | undefined
  readonly idempotent: boolean
  /** What else `fetch` is to know. */
  readonly init?: RequestInit
}

/** One call, with all that is needed to carry it out. */
export interface Call {
  readonly message: Message
  readonly headers: Readonly<Record<string, string>>
  readonly retry: number | false
  readonly timeout: number
  /** When the call must have succeeded, by `performance.now()`. */
  readonly endsAt: number
  readonly deadline: AbortSignal | undefined
  /** Ends the call: the caller's signal, or the deadline; `undefined` where there is neither. */
  readonly signal: AbortSignal | undefined
}

/** Fills in what the options of a call leave to those of the client. */
export function describeCall(defaults: TransportOptions, message: Message, options: CallOptions): Call {
  const { timeout = defaults.timeout, deadline = defaults.deadline, retry = defaults.retry, signal } = options
  const end = deadline < Infinity ? AbortSignal.timeout(deadline) : undefined
  return {
    message,
    headers: { ...defaults.headers, ...message.headers, ...headersOf(options.headers) },
    retry,
    timeout,
    endsAt: performance.now() + deadline,
    deadline: end,
    // Joining signals is the dearest part of a call.
    signal: end && signal ? AbortSignal.any([end, signal]) : (end ?? signal),
  }
}

/** Takes apart what `fetch` takes. */
export async function readFetchInput(
  input: string | URL | Request,
  given: CallInit = {},
): Promise<[message: Message, options: CallOptions]> {
  const request = input instanceof Request ? input : undefined
  const {
    method: name = request?.method ?? 'GET',
    headers = request?.headers,
    body = request?.body && (await request.arrayBuffer()), // A stream could be sent once only.
    signal = request?.signal,
    operationId,
    idempotent,
    timeout,
    deadline,
    retry,
    ...init
  } = given
  const method = name.toUpperCase()
  const message = {
    url: request?.url ?? `${input}`,
    method,
    body,
    operationId,
    idempotent: idempotent ?? isIdempotent(method),
    init,
  }
  return [message, { timeout, deadline, retry, signal, headers } as CallOptions]
}

/** Headers by lower-case names, so that later ones replace earlier ones of the same name. */
export function headersOf(headers?: RequestInit['headers']): Record<string, string> | undefined {
  return headers && Object.fromEntries(new Headers(headers))
}
