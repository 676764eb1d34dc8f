import { UsageError } from './errors.ts'
import type { CallOptions } from './operation.ts'
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
  readonly body?: RequestInit['body'] | undefined
  readonly operationId?: string | undefined
  readonly idempotent: boolean
}

/** A message, and how to send it. */
export interface Call extends Message, Omit<CallOptions, 'headers'> {
  readonly headers?: RequestInit['headers']
  /** What else `fetch` is to know. Whoever gives it reads the body of the answer, too. */
  readonly init?: CallInit
}

/** Takes apart what `fetch` takes. */
export async function readFetchInput(input: string | URL | Request, init: CallInit = {}): Promise<Call> {
  const request = new Request(input, init)
  const { url, method, headers, signal } = request
  // A stream could be sent once only.
  const bytes = await request.arrayBuffer()
  const body = bytes.byteLength ? bytes : null
  const { idempotent = isIdempotent(method) } = init
  return { ...init, idempotent, url, method, headers, signal, body, init }
}

/** Headers by lower-case names, so that later ones replace earlier ones of the same name. */
export function headersOf(headers?: RequestInit['headers']): Record<string, string> | undefined {
  try {
    return headers && Object.fromEntries(new Headers(headers))
  } catch {
    // What the runtime says repeats the value, which may be a secret.
    throw new UsageError('The option headers must be valid HTTP headers.')
  }
}
