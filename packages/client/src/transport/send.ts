import type { Encoded, Reading } from '../form.ts'
import type { FetchInit, FetchResponse, RequestFacts } from '../options.ts'
import type { Settings } from '../settings.ts'
import { startTimer } from '../wait.ts'
import { type Failure, FetchMisuse, failureOf } from './failure.ts'
import { isTrusted } from './trust.ts'

/** A request that can be sent any number of times. */
export interface TransportRequest {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  readonly body: string | Uint8Array | undefined
  readonly contentType?: string | undefined
  /** Reads the body when the request is sent: the files of a form, or a stream. */
  readonly encode?: ((reading: Reading) => Promise<Encoded>) | undefined
  /** Whether repeating the request has no further effect. */
  readonly isIdempotent: boolean
  /** Further options for `fetch`. If it is set, the caller reads the body of the response, too. */
  readonly init?: RequestInit
}

/** One attempt to send a request. */
export interface Attempt {
  readonly request: TransportRequest
  /** The request's URL, or the target of a redirect. */
  readonly url: string
  /** 1 for the first attempt. */
  readonly number: number
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds for the complete response. */
  readonly timeout: number
  /** Aborts the whole call. */
  readonly signal: AbortSignal | undefined
}

/** The outcome of one attempt: a response or a failure. */
export type Outcome =
  | {
      readonly response: FetchResponse
      /** The body; `undefined` if it was cut off. */
      readonly text: string | undefined
      readonly failure?: undefined
    }
  | { readonly response?: undefined; readonly text?: undefined; readonly failure: Failure }

/** Sends a request once, and reads the response completely. */
export async function send(settings: Settings, attempt: Attempt): Promise<Outcome> {
  const { url, request, timeout, signal } = attempt
  const { report, scrub } = settings
  report.tell('onRequest', () => factsOf(settings, attempt))
  const start = performance.now()
  const controller = new AbortController()
  let hasTimedOut = false
  let stopTimer = () => {}
  let abort = () => {}
  let outcome: Outcome
  try {
    outcome = await new Promise<Outcome>((resolve, reject) => {
      // Rejects here because not every `fetch` respects its signal.
      const end = (reason?: unknown) => {
        controller.abort(reason)
        reject(reason)
      }
      abort = () => end(signal?.reason)
      stopTimer = startTimer(timeout, () => {
        hasTimedOut = true
        end()
      })
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort)
      const fetch = settings.fetch ?? globalThis.fetch
      const init = initOf(settings, attempt, controller.signal)
      const fetching = startFetch(() => fetch(url, init))
      receive(fetching, Boolean(request.init)).then(resolve, reject)
    })
  } catch (cause) {
    const failure = failureOf(cause, scrub)
    if (signal?.aborted) return { failure: { ...failure, kind: 'ended' } }
    return { failure: hasTimedOut ? { ...failure, kind: 'timeout', reason: `within ${timeout} ms` } : failure }
  } finally {
    stopTimer()
    signal?.removeEventListener('abort', abort)
  }
  const { status } = outcome.response as FetchResponse
  const duration = performance.now() - start
  report.tell('onResponse', () => ({ ...factsOf(settings, attempt), status, duration }))
  report.log('debug', () => `${request.method} ${scrub(url)} ${status} in ${Math.round(duration)} ms`)
  return outcome
}

export function factsOf({ scrub }: Settings, { request, url, number }: Attempt): RequestFacts {
  return { operationId: request.operationId, method: request.method, url: scrub(url), attempt: number }
}

function initOf(settings: Settings, { request, url, headers }: Attempt, signal: AbortSignal): FetchInit {
  const { method, body, contentType, init } = request
  // Without `init`, the URL starts with `baseUrl`, or is the target of a trusted redirect.
  const mayHaveKey = !init || isTrusted(url, settings.origin)
  return {
    ...(init as Partial<FetchInit>),
    method,
    ...(body !== undefined && { body: body as string & Uint8Array }),
    headers: {
      accept: 'application/json',
      ...settings.headers,
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...headers,
      ...(mayHaveKey && { authorization: `Bearer ${settings.apiKey}` }),
    },
    signal,
    redirect: 'manual',
  }
}

/** A synchronous throw means that no request was sent. */
function startFetch(start: () => Promise<FetchResponse>): Promise<FetchResponse> {
  try {
    return start()
  } catch (cause) {
    throw new FetchMisuse('fetch threw before it sent anything', { isUnsent: true, cause })
  }
}

/** @param keepBody whether the caller reads the body, too */
async function receive(fetching: Promise<FetchResponse>, keepBody: boolean): Promise<Outcome> {
  const response: FetchResponse & { type?: string; clone?(): FetchResponse } = await fetching
  if (typeof response?.text !== 'function' || typeof response.headers?.get !== 'function') {
    throw new FetchMisuse('fetch must resolve with a Response', { isUnsent: false })
  }
  if (response.type === 'error') throw new Error('fetch resolved with a network error')
  if (response.type === 'opaqueredirect') {
    const advice = 'browsers hide redirects. Set baseUrl to the address that it redirects to'
    throw new FetchMisuse(advice, { isUnsent: true })
  }
  try {
    return {
      response,
      text: await (keepBody && response.clone ? response.clone() : response).text(),
      failure: undefined,
    }
  } catch (error) {
    // A success is useless with a body that was cut off, but the status of a failure must be reported.
    if (response.ok) throw error
    return {
      response: keepBody ? new Response(null, response as Response) : response,
      text: undefined,
      failure: undefined,
    }
  }
}
