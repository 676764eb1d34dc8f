import { type Call, type CallInit, describeCall, type Message, readFetchInput } from './call.ts'
import { ConnectionError, IndeterminateWriteError, TimeoutError } from './errors.ts'
import { Limiter, sharedLimiter } from './limiter.ts'
import type { CallOptions } from './operation.ts'
import type { TransportOptions } from './options.ts'
import { isTrusted, redirectTarget } from './redirect.ts'
import { delayBefore, isRateLimited, isTransient, MOST_RATE_LIMIT_WAITS, pause, wasNeverSent } from './retry.ts'

/** A `fetch` that adds the key, keeps the rate limit, tries again, and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/** A transport that says more about the answer. */
export type Exchanger = (message: Message, options: CallOptions, readAs?: ReadAs) => Promise<Exchange>

/** How to read a body: text is quicker, bytes are what `fetch` promises. */
type ReadAs = 'text' | 'arrayBuffer'

/** An answer, and how it came about. */
export interface Exchange {
  /** The answer. Its body has been read already. */
  readonly response: Response
  readonly body: string | ArrayBuffer | undefined
  /** How often the request was sent. */
  readonly attempts: number
  /** Whether the API refused the request because of the rate limit. */
  readonly refused: boolean
}

/** Makes the one place through which every request goes. Answers are read to their end before they are handed on. */
export function openTransport(options: TransportOptions): Exchanger {
  const sender = new Sender(options)
  return (message, given, readAs = 'text') => sender.send(describeCall(options, message, given), readAs)
}

/** Hands answers on as `fetch` does. */
export function asFetch(exchange: Exchanger): Transport {
  return async (input, init) => {
    const { response, body } = await exchange(...(await readFetchInput(input, init)), 'arrayBuffer')
    // Some statuses forbid even an empty body. An answer says itself what its copy needs besides.
    const copy = new Response((body as ArrayBuffer | undefined)?.byteLength ? body : null, response)
    return Object.defineProperty(copy, 'url', { value: response.url })
  }
}

const MOST_REDIRECTS = 5

/** What came of sending a request once: an answer, or none. */
type Outcome =
  | Omit<Exchange, 'attempts'>
  | { readonly response?: undefined; readonly refused?: undefined; readonly error: unknown }

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

  async send(call: Call, readAs: ReadAs): Promise<Exchange> {
    let waits = 0
    let retries = 0
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(call, readAs, attempt)
      const { response, refused } = outcome
      const again = refused
        ? call.retry !== false && waits++ < MOST_RATE_LIMIT_WAITS
        : mayRetry(call, outcome, retries++)
      const delay = again ? delayBefore(refused ? waits : retries, response) : Infinity
      if (!again || performance.now() + delay >= call.endsAt) return conclude(call, outcome, attempt)

      const reason = outcome.response ? `status ${outcome.response.status}` : messageOf(outcome.error)
      this.#options.onRetry({ ...factsOf(call, attempt), delay, reason })
      if (refused) this.#limiter?.hold(delay)
      await pause(delay, call.signal).catch((cause) => endOf(call, cause))
    }
  }

  /** Sends the request once, and follows redirects with the key, wherever that may go. */
  async #attempt(call: Call, readAs: ReadAs, attempt: number): Promise<Outcome> {
    let { url } = call.message
    try {
      for (let redirects = 0; ; redirects++) {
        const request = () => this.#request(call, url, readAs, attempt)
        const { response, body } = await (this.#limiter ? this.#limiter.run(call.signal, request) : request())
        const target = redirects < MOST_REDIRECTS && redirectTarget(response, url, this.#home)
        if (!target) return { response, body, refused: isRateLimited(response.status, body) }
        url = target
      }
    } catch (error) {
      if (call.signal?.aborted) endOf(call, call.signal.reason)
      if (error instanceof ConnectionError || error instanceof TimeoutError) return { error }
      throw error
    }
  }

  async #request(
    call: Call,
    url: string,
    readAs: ReadAs,
    attempt: number,
  ): Promise<Pick<Exchange, 'response' | 'body'>> {
    const { fetch, apiKey, onRequest, onResponse } = this.#options
    const { headers, timeout } = call
    const { method, body, init } = call.message
    const key = isTrusted(url, this.#home) && { authorization: `Bearer ${apiKey}` }
    const facts = { ...factsOf(call, attempt), url }
    onRequest(facts)
    const start = performance.now()
    const clock = new AbortController()
    const timer = setTimeout(() => clock.abort(), timeout)
    const signal = call.signal ? AbortSignal.any([call.signal, clock.signal]) : clock.signal
    let answer: Pick<Exchange, 'response' | 'body'>
    try {
      const sent = { ...init, method, body: body ?? null, headers: { ...headers, ...key }, signal, redirect: 'manual' }
      answer = await readToEnd(await fetch(url, sent as RequestInit), readAs)
    } catch (error) {
      const problem = `No complete answer from ${url}`
      if (clock.signal.aborted) throw new TimeoutError(`${problem} within ${timeout} ms.`, { cause: error })
      // `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does.
      const { code, message } = reasonOf(error)
      throw new ConnectionError(`${problem}: ${code ?? message}.`, { cause: error, code })
    } finally {
      clearTimeout(timer)
    }
    onResponse({ ...facts, status: answer.response.status, duration: performance.now() - start })
    return answer
  }
}

function mayRetry({ retry, message }: Call, outcome: Outcome, retries: number): boolean {
  if (outcome.response?.ok || retries >= Number(retry)) return false
  if (outcome.response) return message.idempotent && isTransient(outcome.response.status)
  return message.idempotent || wasNeverSent(outcome.error)
}

/** The end of a call: its answer, or the error that says whether the request may have been applied. */
function conclude({ message: { method, url, idempotent } }: Call, outcome: Outcome, attempts: number): Exchange {
  if (outcome.response) {
    // What an earlier try has deleted is not there any more.
    const isGone = method === 'DELETE' && attempts > 1 && outcome.response.status === 404
    return { ...outcome, attempts, ...(isGone && { response: new Response(null, { status: 204 }), body: undefined }) }
  }
  const { error } = outcome
  if (idempotent || wasNeverSent(error)) throw error
  throw new IndeterminateWriteError(`${method} ${url} may have been applied: ${messageOf(error)}`, { cause: error })
}

/** Throws why a call was ended from outside. */
function endOf({ deadline, message: { method, url } }: Call, reason: unknown): never {
  if (reason !== deadline?.reason) throw reason
  throw new TimeoutError(`${method} ${url} did not succeed before its deadline.`, { cause: reason })
}

/** A body that breaks off makes a success useless, but must not hide the status of a failure. */
async function readToEnd(response: Response, readAs: ReadAs): Promise<Pick<Exchange, 'response' | 'body'>> {
  if (response.type === 'opaqueredirect') {
    throw new Error('it redirects, which a browser does not show. Set baseUrl to the address that it redirects to')
  }
  const body = await response[readAs]().catch((error) => {
    if (response.ok) throw error
  })
  return { response, body: body as Exchange['body'] }
}

function factsOf({ message: { operationId, method, url } }: Call, attempt: number) {
  return { operationId, method, url, attempt }
}

function reasonOf(error: unknown): { code?: string; message?: string } {
  return (error as Error).cause ?? (error as Error)
}

function messageOf(error: unknown): string {
  return (error as Error).message
}
