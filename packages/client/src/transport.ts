import { type CallInit, headersOf, type Message, readFetchInput } from './call.ts'
import { ConnectionError, mayHaveBeenApplied, TimeoutError } from './errors.ts'
import { createLimiter, sharedLimiter } from './limiter.ts'
import type { CallOptions } from './operation.ts'
import { type ClientOptions, requireKey, requireNumber, requireUrl } from './options.ts'
import { isTrusted, redirectTarget } from './redirect.ts'
import { delayBefore, isRateLimited, isTransient, MOST_RATE_LIMIT_WAITS, wasNeverSent } from './retry.ts'
import { pause } from './wait.ts'

/** A `fetch` that adds the key, keeps the rate limit, tries again, and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/**
 * A transport that says more about the answer.
 * @param keepsBody whether the body of the answer is to be read again
 */
export type Exchanger = (message: Message, options: CallOptions, keepsBody?: boolean) => Promise<Exchange>

/** An answer, and how it came about. */
export interface Exchange {
  /** The answer. Its body has come to its end already. */
  readonly response: Response
  /** The text of the body; `undefined` where it broke off. */
  readonly body: string | undefined
  /** How often the request was sent. */
  readonly attempts: number
  /** Whether the API refused the request because of the rate limit. */
  readonly refused: boolean
  /** Whether the request failed, and may have been applied all the same, and must not be repeated for that reason. */
  readonly uncertain: boolean
}

/** What came of sending a request once: an answer, or none. */
type Outcome = Answered | { readonly response?: undefined; readonly body?: undefined; readonly error: Error }

type Answered = Pick<Exchange, 'response' | 'body'> & { readonly error?: undefined }

const MOST_REDIRECTS = 5

/**
 * Makes the one place through which every request goes. Answers are read to their end before they are handed on.
 * @returns that place, and the address of the API
 * @throws {UsageError} for options that cannot work
 */
export function openTransport(options: ClientOptions): [exchange: Exchanger, baseUrl: string] {
  const {
    // Looked up at each call, so that a global that is replaced later counts.
    fetch = (input, init) => globalThis.fetch(input, init),
    timeout: usualTimeout = 60_000,
    deadline: usualDeadline = Infinity,
    retry: usualRetry = 2,
    rateLimit = {},
    onRequest,
    onResponse,
    onRetry,
    logger,
  } = options
  const { perSecond = 10, share = true } = rateLimit || {}
  const apiKey = requireKey(options.apiKey)
  const baseUrl = requireUrl(options.baseUrl)
  const usualHeaders = { accept: 'application/json', ...headersOf(options.headers) }
  requireNumber('timeout', usualTimeout, 1)
  requireNumber('deadline', options.deadline, 1)
  requireNumber('retry', Number(usualRetry), 0)
  requireNumber('rateLimit.perSecond', perSecond, 1)
  const home = new URL(baseUrl).origin
  const limiter = rateLimit && (share ? sharedLimiter(home, apiKey, perSecond) : createLimiter(perSecond))

  const exchange: Exchanger = async (message, given, keepsBody) => {
    const { method, url, operationId, idempotent } = message
    const { timeout = usualTimeout, deadline = usualDeadline, retry = usualRetry } = given
    const headers = { ...usualHeaders, ...message.headers, ...headersOf(given.headers) }
    const endsAt = performance.now() + deadline
    const end = deadline < Infinity ? AbortSignal.timeout(deadline) : undefined
    // Joining signals is the dearest part of a call.
    const signal = end && given.signal ? AbortSignal.any([end, given.signal]) : (end ?? given.signal)

    try {
      return await persist()
    } catch (error) {
      if (!signal?.aborted) throw error
      const { reason } = signal
      if (reason !== end?.reason) throw reason
      throw new TimeoutError(`${method} ${url} did not succeed before its deadline.`, { cause: reason })
    }

    /** Sends the request until it succeeds, fails for good, or may not be repeated. */
    async function persist(): Promise<Exchange> {
      let waits = 0
      let retries = 0
      for (let attempts = 1; ; attempts++) {
        const { response, body, error } = await follow(attempts)
        const refused = response ? isRateLimited(response.status, body) : false
        const isSafe = refused || idempotent || wasNeverSent(error)
        const failed = error || isTransient(response.status)
        const again = refused
          ? retry !== false && waits++ < MOST_RATE_LIMIT_WAITS
          : failed && isSafe && retries++ < Number(retry)
        const delay = again ? delayBefore(waits + retries, response) : Infinity
        if (performance.now() + delay >= endsAt) {
          const uncertain = Boolean(failed) && !isSafe
          if (error) throw uncertain ? mayHaveBeenApplied(error) : error
          // What an earlier try has deleted is not there any more.
          const isGone = method === 'DELETE' && attempts > 1 && response.status === 404
          return {
            response: isGone ? new Response(null, { status: 204 }) : response,
            body,
            attempts,
            refused,
            uncertain,
          }
        }
        const reason = error ? error.message : `status ${response.status}`
        onRetry?.({ operationId, method, url, attempt: attempts, delay, reason })
        logger?.warn(`${method} ${url} again in ${Math.round(delay)} ms: ${reason}`)
        if (refused && limiter) limiter.hold(delay)
        await pause(delay, signal)
      }
    }

    /** Sends the request once, and follows redirects with the key, wherever that may go. */
    async function follow(attempt: number): Promise<Outcome> {
      let address = url
      for (let redirects = 0; ; redirects++) {
        const request = () => send(address, attempt)
        const outcome = await (limiter ? limiter.run(signal, request) : request())
        const target = redirects < MOST_REDIRECTS && redirectTarget(outcome.response, address, home)
        if (!target) return outcome
        address = target
      }
    }

    async function send(address: string, attempt: number): Promise<Outcome> {
      const key = isTrusted(address, home) && { authorization: `Bearer ${apiKey}` }
      const facts = { operationId, method, url: address, attempt }
      onRequest?.(facts)
      const start = performance.now()
      const clock = new AbortController()
      const timer = setTimeout(() => clock.abort(), timeout)
      let outcome: Answered
      try {
        const sent = {
          ...message.init,
          method,
          body: message.body ?? null,
          headers: { ...headers, ...key },
          signal: signal ? AbortSignal.any([signal, clock.signal]) : clock.signal,
          redirect: 'manual',
        } as const
        outcome = await readToEnd(await fetch(address, sent), keepsBody)
      } catch (cause) {
        if (signal?.aborted) throw cause
        const problem = `No complete answer from ${address}`
        if (clock.signal.aborted) return { error: new TimeoutError(`${problem} within ${timeout} ms.`, { cause }) }
        // `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does.
        const { code, message } = reasonOf(cause)
        return { error: new ConnectionError(`${problem}: ${code ?? message}.`, { cause, code }) }
      } finally {
        clearTimeout(timer)
      }
      const { status } = outcome.response
      const duration = performance.now() - start
      onResponse?.({ ...facts, status, duration })
      logger?.debug(`${method} ${address} ${status} in ${Math.round(duration)} ms`)
      return outcome
    }
  }
  return [exchange, baseUrl]
}

function reasonOf(error: unknown): { code?: string; message?: string } {
  return (error as Error).cause ?? (error as Error)
}

/** Hands answers on as `fetch` does. */
export function asFetch(exchange: Exchanger): Transport {
  return async (input, init) => (await exchange(...(await readFetchInput(input, init)), true)).response
}

/** A body that breaks off makes a success useless, but must not hide the status of a failure. */
async function readToEnd(response: Response, keepsBody?: boolean): Promise<Answered> {
  if (response.type === 'opaqueredirect') {
    throw new Error('browsers hide redirects. Set baseUrl to the address that it redirects to')
  }
  try {
    return { response, body: await (keepsBody ? response.clone() : response).text() }
  } catch (error) {
    if (response.ok) throw error
    return { response: new Response(null, response), body: undefined }
  }
}
