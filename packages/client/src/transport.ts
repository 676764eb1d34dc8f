import { type Call, type CallInit, headersOf, readFetchInput } from './call.ts'
import { ConnectionError, mayHaveBeenApplied, TimeoutError } from './errors.ts'
import { createLimiter, sharedLimiter } from './limiter.ts'
import { type ClientOptions, requireKey, requireNumber, requireUrl } from './options.ts'
import { isTrusted, redirectTarget } from './redirect.ts'
import { delayBefore, isRateLimited, MOST_RATE_LIMIT_WAITS, NEVER_SENT, TRANSIENT } from './retry.ts'
import { pause } from './wait.ts'

/** A `fetch` that adds the key, keeps the rate limit, tries again, and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: CallInit) => Promise<Response>

/** A transport that says more about the answer. */
export type Exchanger = <T>(call: Call, finish: Finish<T>) => Promise<T>

/**
 * Makes something of an answer.
 * @param response the answer; its body has come to its end already
 * @param text the body; `undefined` where it broke off
 * @param attempts how often the request was sent
 * @param refused whether the API refused the request because of the rate limit
 * @param uncertain whether the request failed but may have been applied, and must not be repeated for that reason
 */
export type Finish<T> = (
  response: Response,
  text: string | undefined,
  attempts: number,
  refused: boolean,
  uncertain: boolean,
) => T

/** What came of sending a request once: an answer, or none. */
type Outcome =
  | { readonly response: Response; readonly text: string | undefined; readonly error?: undefined }
  | { readonly response?: undefined; readonly text?: undefined; readonly error: Failure }

type Failure = Error & { readonly code?: string | undefined }

const MOST_REDIRECTS = 5

/**
 * Makes the one place through which every request goes. Answers are read to their end before they are handed on.
 * @returns that place, and the address of the API
 * @throws {UsageError} for options that cannot work
 */
export function openTransport(options: ClientOptions): [exchange: Exchanger, baseUrl: string] {
  const { timeout: usualTimeout = 60_000, deadline: usualDeadline = Infinity, retry: usualRetry = 2 } = options
  const { perSecond = 10, share = true } = options.rateLimit || {}
  const apiKey = requireKey(options.apiKey)
  const baseUrl = requireUrl(options.baseUrl)
  const usualHeaders = { accept: 'application/json', ...headersOf(options.headers) }
  requireNumber('timeout', usualTimeout, 1)
  requireNumber('deadline', options.deadline, 1)
  requireNumber('retry', Number(usualRetry), 0)
  requireNumber('rateLimit.perSecond', perSecond, 1)
  const home = new URL(baseUrl).origin
  const limiter =
    options.rateLimit !== false && (share ? sharedLimiter(home, apiKey, perSecond) : createLimiter(perSecond))

  const exchange: Exchanger = async (call, finish) => {
    const {
      method,
      url,
      body,
      operationId,
      idempotent,
      init,
      timeout = usualTimeout,
      deadline = usualDeadline,
      retry = usualRetry,
    } = call
    const ownHeaders = headersOf(call.headers)
    const endsAt = performance.now() + deadline
    const end = deadline < Infinity ? AbortSignal.timeout(deadline) : undefined
    const signal = joined(call.signal, end)

    let waits = 0
    let retries = 0
    try {
      for (let attempt = 1; ; attempt++) {
        const { response, text, error } = await follow(attempt)
        const refused = isRateLimited(response?.status, text)
        const isSafe = refused || idempotent || NEVER_SENT.includes(`${error?.code}`)
        const failed = !response || TRANSIENT.includes(response.status)
        const again = refused
          ? retry !== false && waits++ < MOST_RATE_LIMIT_WAITS
          : failed && isSafe && retries++ < Number(retry)
        const delay = again ? delayBefore(waits + retries, response) : Infinity
        if (performance.now() + delay >= endsAt) {
          const uncertain = failed && !isSafe
          if (error) throw uncertain ? mayHaveBeenApplied(error) : error
          // What an earlier try has deleted is not there any more.
          const isGone = method === 'DELETE' && attempt > 1 && response.status === 404
          const last = isGone ? new Response(null, { status: 204 }) : response
          return finish(last, text, attempt, refused, uncertain)
        }
        const reason = error ? error.message : `status ${response.status}`
        options.onRetry?.({ operationId, method, url, attempt, delay, reason })
        options.logger?.warn(`${method} ${url} again in ${Math.round(delay)} ms: ${reason}`)
        if (refused && limiter) limiter.hold(delay)
        await pause(delay, signal)
      }
    } catch (error) {
      if (!signal?.aborted) throw error
      if (!end?.aborted) throw signal.reason
      throw new TimeoutError(`${method} ${url} did not succeed before its deadline.`, { cause: error })
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
      // An operation's address begins with `baseUrl`, and only trusted redirects are followed.
      const key = (!init || isTrusted(address, home)) && { authorization: `Bearer ${apiKey}` }
      const facts = { operationId, method, url: address, attempt }
      options.onRequest?.(facts)
      const start = performance.now()
      const clock = new AbortController()
      const timer = setTimeout(() => clock.abort(), timeout)
      let response: Response
      let text: string | undefined
      try {
        const sent = {
          ...init,
          method,
          body: body ?? null,
          headers: {
            ...usualHeaders,
            ...(typeof body === 'string' && { 'content-type': 'application/json' }),
            ...ownHeaders,
            ...key,
          },
          signal: joined(signal, clock.signal) as AbortSignal,
          redirect: 'manual',
        } as const
        response = await (options.fetch ?? fetch)(address, sent)
        if (response.type === 'opaqueredirect') {
          throw new Error('browsers hide redirects. Set baseUrl to the address that it redirects to')
        }
        text = await (init ? response.clone() : response).text().catch((error) => {
          // A body that breaks off makes a success useless, but must not hide the status of a failure.
          if (response.ok) throw error
          response = new Response(null, response)
          return undefined
        })
      } catch (cause) {
        if (signal?.aborted) throw cause
        const problem = `No complete answer from ${address}`
        if (clock.signal.aborted) return { error: new TimeoutError(`${problem} within ${timeout} ms.`, { cause }) }
        // `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does.
        const { code, message } = ((cause as Error).cause ?? cause) as { code?: string; message?: string }
        return { error: new ConnectionError(`${problem}: ${code ?? message}.`, { cause, code }) }
      } finally {
        clearTimeout(timer)
      }
      const { status } = response
      const duration = performance.now() - start
      options.onResponse?.({ ...facts, status, duration })
      options.logger?.debug(`${method} ${address} ${status} in ${Math.round(duration)} ms`)
      return { response, text }
    }
  }
  return [exchange, baseUrl]
}

/** Joining signals is the dearest part of a call. */
function joined(one: AbortSignal | null | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other)
}

/** Hands answers on as `fetch` does. */
export function asFetch(exchange: Exchanger): Transport {
  return async (input, init) => exchange(await readFetchInput(input, init), (response) => response)
}
