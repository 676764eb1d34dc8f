import { type Call, type CallInit, describeCall } from './call.ts'
import { ConnectionError, IndeterminateWriteError, TimeoutError } from './errors.ts'
import { Limiter, sharedLimiter } from './limiter.ts'
import type { TransportOptions } from './options.ts'
import { isTrusted, redirectTarget } from './redirect.ts'
import { delayBefore, isRateLimited, isTransient, MOST_RATE_LIMIT_WAITS, pause, wasNeverSent } from './retry.ts'

/** A `fetch` that adds the key, keeps the rate limit, tries again, and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/** Makes the one place through which every request goes. Answers are read to their end before they are handed on. */
export function openTransport(options: TransportOptions): Transport {
  const sender = new Sender(options)
  return async (input, init) => sender.send(await describeCall(options, input, init))
}

/** How often the request was sent that led to an answer of a transport. */
export function attemptsOf(response: Response): number {
  return attempts.get(response) ?? 1
}

const attempts = new WeakMap<Response, number>()

const MOST_REDIRECTS = 5

/** What came of sending a request once: an answer, or none. */
type Outcome = { response: Response; error?: undefined } | { response?: undefined; error: unknown }

class Sender {
  readonly #options: TransportOptions
  readonly #home: string
  readonly #limiter: Limiter | undefined

  constructor(options: TransportOptions) {
    const { baseUrl, apiKey, rateLimit } = options
    this.#options = options
    this.#home = new URL(baseUrl).origin
    if (!rateLimit) return
    const { perSecond, share } = rateLimit
    this.#limiter = share ? sharedLimiter(this.#home, apiKey, perSecond) : new Limiter(perSecond)
  }

  async send(call: Call): Promise<Response> {
    let waits = 0
    let retries = 0
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(call, attempt)
      const refused = await wasRefused(outcome.response)
      const again = refused
        ? call.retry !== false && waits++ < MOST_RATE_LIMIT_WAITS
        : mayRetry(call, outcome, retries++)
      const delay = again ? delayBefore(refused ? waits : retries, outcome.response) : Number.POSITIVE_INFINITY
      if (performance.now() + delay >= call.endsAt) return conclude(call, outcome, attempt)

      this.#options.onRetry({ ...factsOf(call, attempt), delay, reason: reasonOf(outcome) })
      if (refused) this.#limiter?.hold(delay)
      await pause(delay, call.signal).catch((reason) => endOf(call, reason))
    }
  }

  async #attempt(call: Call, attempt: number): Promise<Outcome> {
    try {
      return { response: await this.#follow(call, attempt) }
    } catch (error) {
      if (call.signal.aborted) endOf(call, call.signal.reason)
      if (!(error instanceof ConnectionError || error instanceof TimeoutError)) throw error
      return { error }
    }
  }

  /** Follows redirects with the key, wherever that may go. */
  async #follow(call: Call, attempt: number): Promise<Response> {
    let { url } = call
    for (let redirects = 0; ; redirects++) {
      const request = () => this.#request(call, url, attempt)
      const response = await (this.#limiter ? this.#limiter.run(call.signal, request) : request())
      const target = redirects < MOST_REDIRECTS && redirectTarget(response, url, this.#home)
      if (!target) return response
      url = target
    }
  }

  async #request(call: Call, url: string, attempt: number): Promise<Response> {
    const { fetch, apiKey, onRequest, onResponse } = this.#options
    const { method, body, init, timeout } = call
    const headers = new Headers(call.headers)
    if (isTrusted(url, this.#home)) headers.set('authorization', `Bearer ${apiKey}`)
    const timer = AbortSignal.timeout(timeout)
    const signal = AbortSignal.any([call.signal, timer])
    const facts = { ...factsOf(call, attempt), url }
    onRequest(facts)
    const start = performance.now()
    const response = await fetch(url, { ...init, method, body, headers, signal, redirect: 'manual' })
      .then((answer) => readToEnd(answer, url))
      .catch((error) => {
        if (error === timer.reason) {
          throw new TimeoutError(`No complete answer from ${url} within ${timeout} ms.`, { cause: error })
        }
        throw connectionError(url, error)
      })
    onResponse({ ...facts, status: response.status, duration: performance.now() - start })
    return response
  }
}

/** `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does. */
function connectionError(url: string, error: unknown): ConnectionError {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string }
  const reason = cause?.code ?? cause?.message ?? message
  return new ConnectionError(`No complete answer from ${url}: ${reason}.`, { cause: error, code: cause?.code })
}

function mayRetry(call: Call, { response, error }: Outcome, retries: number): boolean {
  if (retries >= Number(call.retry)) return false
  if (response) return call.idempotent && isTransient(response.status)
  return call.idempotent || wasNeverSent(error)
}

/** The end of a call: its answer, or the error that says whether the request may have been applied. */
function conclude(call: Call, { response, error }: Outcome, attempt: number): Response {
  if (response === undefined) {
    if (call.idempotent || wasNeverSent(error)) throw error
    throw new IndeterminateWriteError(`${call.method} ${call.url} may have been applied: ${(error as Error).message}`, {
      cause: error,
    })
  }
  // What an earlier try has deleted is not there any more.
  const isGone = call.method === 'DELETE' && attempt > 1 && response.status === 404
  const answer = isGone ? new Response(null, { status: 204, headers: response.headers }) : response
  attempts.set(answer, attempt)
  return answer
}

/** Throws why a call was ended from outside. */
function endOf({ deadline, method, url }: Call, reason: unknown): never {
  if (!deadline.aborted || reason !== deadline.reason) throw reason
  throw new TimeoutError(`${method} ${url} did not succeed before its deadline.`, { cause: reason })
}

async function wasRefused(response: Response | undefined): Promise<boolean> {
  if (response === undefined || response.ok) return false
  const message = await response
    .clone()
    .json()
    .then((body) => (body as { message?: unknown } | null)?.message)
    .catch(() => undefined)
  return isRateLimited(response.status, message)
}

/** A body that breaks off makes a success useless, but must not hide the status of a failure. */
async function readToEnd(response: Response, url: string): Promise<Response> {
  if (response.type === 'opaqueredirect') {
    throw new Error('it redirects, which a browser does not show. Set baseUrl to the address that it redirects to')
  }
  if (response.body === null) return response
  const body = await response.arrayBuffer().catch((error: unknown) => {
    if (response.ok) throw error
    return null
  })
  const { status, statusText, headers } = response
  const complete = new Response(body, { status, statusText, headers })
  Object.defineProperty(complete, 'url', { value: response.url || url })
  return complete
}

function factsOf({ operationId, method, url }: Call, attempt: number) {
  return { operationId, method, url, attempt }
}

function reasonOf({ response, error }: Outcome): string {
  return response ? `status ${response.status}` : (error as Error).message
}
