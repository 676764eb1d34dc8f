import type { Encoded, Reading } from '../form.ts'
import type { FetchInit, FetchResponse, RequestFacts } from '../options.ts'
import type { Settings } from '../settings.ts'
import { startTimer } from '../wait.ts'
import { type Failure, FetchMisuse, failureOf } from './failure.ts'
import { isTrusted } from './trust.ts'

/** What to send, so that it can be sent any number of times. */
export interface TransportRequest {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  readonly body: string | Uint8Array | undefined
  readonly contentType?: string | undefined
  /** Reads what is the body then: the files of a form, or a stream. */
  readonly encode?: ((reading: Reading) => Promise<Encoded>) | undefined
  /** Whether a second, equal request does no more than the first. */
  readonly isIdempotent: boolean
  /** What else `fetch` is to know. Whoever gives it reads the body of the response, too. */
  readonly init?: RequestInit
}

/** One try to send a request. */
export interface Attempt {
  readonly request: TransportRequest
  /** Where to send it: the request's URL, or where that redirects to. */
  readonly url: string
  /** 1 for the first. */
  readonly number: number
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds for the complete response. */
  readonly timeout: number
  /** Ends the whole call. */
  readonly signal: AbortSignal | undefined
}

/** What came of one try: a response, or none. */
export type Outcome =
  | {
      readonly response: FetchResponse
      /** The body; `undefined` where it broke off. */
      readonly text: string | undefined
      readonly failure?: undefined
    }
  | { readonly response?: undefined; readonly text?: undefined; readonly failure: Failure }

/** Sends a request once, and reads the response to its end. */
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
      // Not every `fetch` listens to its signal.
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
  // An operation's address begins with `baseUrl`, and only trusted redirects are followed.
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

/** What throws at once has sent nothing. */
function startFetch(start: () => Promise<FetchResponse>): Promise<FetchResponse> {
  try {
    return start()
  } catch (cause) {
    throw new FetchMisuse('fetch threw before it sent anything', { isUnsent: true, cause })
  }
}

/** @param keepBody whether somebody else reads the body as well */
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
    // A body that breaks off makes a success useless, but must not hide the status of a failure.
    if (response.ok) throw error
    return {
      response: keepBody ? new Response(null, response as Response) : response,
      text: undefined,
      failure: undefined,
    }
  }
}
