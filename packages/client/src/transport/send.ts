import { ConnectionError, TimeoutError } from '../errors.ts'
import type { RequestFacts } from '../options.ts'
import type { Settings } from '../settings.ts'
import { joinSignals } from '../wait.ts'
import { isTrusted } from './trust.ts'

/** What to send, so that it can be sent any number of times. */
export interface TransportRequest {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  readonly body: RequestInit['body'] | undefined
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
      readonly response: Response
      /** The body; `undefined` where it broke off. */
      readonly text: string | undefined
      readonly error?: undefined
    }
  | { readonly response?: undefined; readonly text?: undefined; readonly error: ConnectionError | TimeoutError }

/** Sends a request once, and reads the response to its end. Rejects when the call is over, and for nothing else. */
export async function send(settings: Settings, attempt: Attempt): Promise<Outcome> {
  const { url, request, timeout, signal } = attempt
  const { operationId, method } = request
  const facts: RequestFacts = { operationId, method, url, attempt: attempt.number }
  settings.onRequest?.(facts)
  const start = performance.now()
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), timeout)
  let outcome: Outcome & { error?: undefined }
  try {
    const init = initOf(settings, attempt, joinSignals(signal, clock.signal) as AbortSignal)
    outcome = await receive(await settings.fetch(url, init), Boolean(request.init))
  } catch (cause) {
    if (signal?.aborted) throw cause
    return { error: failureOf(cause, url, clock.signal.aborted ? timeout : undefined) }
  } finally {
    clearTimeout(timer)
  }
  const { status } = outcome.response
  const duration = performance.now() - start
  settings.onResponse?.({ ...facts, status, duration })
  settings.logger?.debug(`${method} ${url} ${status} in ${Math.round(duration)} ms`)
  return outcome
}

function initOf(settings: Settings, { request, url, headers }: Attempt, signal: AbortSignal): RequestInit {
  const { method, body = null, init } = request
  // An operation's address begins with `baseUrl`, and only trusted redirects are followed.
  const mayHaveKey = !init || isTrusted(url, settings.origin)
  return {
    ...init,
    method,
    body,
    headers: {
      accept: 'application/json',
      ...settings.headers,
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...headers,
      ...(mayHaveKey && { authorization: `Bearer ${settings.apiKey}` }),
    },
    signal,
    redirect: 'manual',
  }
}

/** @param keepBody whether somebody else reads the body as well */
async function receive(response: Response, keepBody: boolean): Promise<Outcome & { error?: undefined }> {
  if (response.type === 'opaqueredirect') {
    throw new Error('browsers hide redirects. Set baseUrl to the address that it redirects to')
  }
  try {
    return { response, text: await (keepBody ? response.clone() : response).text() }
  } catch (error) {
    // A body that breaks off makes a success useless, but must not hide the status of a failure.
    if (response.ok) throw error
    return { response: new Response(null, response), text: undefined }
  }
}

/** @param timeout milliseconds after which the client itself ended the attempt, where it did */
function failureOf(cause: unknown, url: string, timeout: number | undefined): ConnectionError | TimeoutError {
  const problem = `No complete response from ${url}`
  if (timeout !== undefined) return new TimeoutError(`${problem} within ${timeout} ms.`, { cause })
  // `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does.
  const { code, message } = ((cause as Error).cause ?? cause) as { code?: string; message?: string }
  return new ConnectionError(`${problem}: ${code ?? message}.`, { cause, code })
}
