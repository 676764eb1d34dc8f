import { mayHaveBeenApplied, TimeoutError } from '../errors.ts'
import type { ClientOptions } from '../options.ts'
import { readOptions, requireHeaders, type Settings } from '../settings.ts'
import { joinSignals, pause } from '../wait.ts'
import { createLimiter, type Limiter, sharedLimiter } from './limiter.ts'
import { followRedirects } from './redirect.ts'
import { type Decision, decide } from './retry.ts'
import { type Outcome, send, type TransportRequest } from './send.ts'

/** The one place through which every request goes. */
export interface Connection {
  /** Address of the API, without a slash at its end. */
  readonly baseUrl: string
  /** Sends a request as often as it takes, and reads the response to its end. */
  send(request: TransportRequest, options: SendOptions): Promise<TransportResponse>
}

/** What the caller says about one request. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined
  readonly timeout?: number | undefined
  readonly deadline?: number | undefined
  readonly retry?: number | false | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** The last response to a request, and what the transport knows about it. */
export interface TransportResponse {
  /** Its body has been read already. */
  readonly response: Response
  /** The body; `undefined` where it broke off. */
  readonly text: string | undefined
  /** How often the request was sent. */
  readonly attempts: number
  readonly isRefused: boolean
  readonly isUncertain: boolean
}

/** @throws {UsageError} for options that cannot work */
export function openConnection(options: ClientOptions): Connection {
  const settings = readOptions(options)
  const limiter = limiterOf(settings)
  return {
    baseUrl: settings.baseUrl,
    send: (request, sendOptions) => sendUntilDone(settings, limiter, request, sendOptions),
  }
}

function limiterOf({ rateLimit, origin, apiKey }: Settings): Limiter | undefined {
  if (!rateLimit) return undefined
  const { perSecond, share } = rateLimit
  return share ? sharedLimiter(origin, apiKey, perSecond) : createLimiter(perSecond)
}

async function sendUntilDone(
  settings: Settings,
  limiter: Limiter | undefined,
  request: TransportRequest,
  options: SendOptions,
): Promise<TransportResponse> {
  const { method, url, isIdempotent } = request
  const { timeout = settings.timeout, deadline = settings.deadline, retry = settings.retry } = options
  const headers = requireHeaders(options.headers)
  const endsAt = performance.now() + deadline
  const end = deadline < Infinity ? AbortSignal.timeout(deadline) : undefined
  const signal = joinSignals(options.signal, end)
  let failures = 0
  let refusals = 0
  try {
    for (let attempt = 1; ; attempt++) {
      const outcome = await followRedirects(url, settings.origin, (address) => {
        const sendNow = () => send(settings, { request, url: address, number: attempt, headers, timeout, signal })
        return limiter ? limiter.run(signal, sendNow) : sendNow()
      })
      const timeLeft = endsAt - performance.now()
      const progress = { isIdempotent, retry, failures, refusals, timeLeft, random: Math.random() }
      const decision = decide(outcome, progress)
      if (decision.delay === undefined) return resultOf(request, outcome, decision, attempt)
      if (decision.isRefused) refusals++
      else failures++
      reportRetry(settings, request, outcome, { attempt, delay: decision.delay })
      if (decision.isRefused) limiter?.hold(decision.delay)
      await pause(decision.delay, signal)
    }
  } catch (error) {
    if (!signal?.aborted) throw error
    if (!end?.aborted) throw signal.reason
    throw new TimeoutError(`${method} ${url} did not succeed before its deadline.`, { cause: error })
  }
}

function resultOf(
  { method }: TransportRequest,
  { response, text, error }: Outcome,
  { isRefused, isUncertain }: Decision,
  attempts: number,
): TransportResponse {
  if (error) throw isUncertain ? mayHaveBeenApplied(error) : error
  // What an earlier attempt has deleted is not there any more.
  const isGone = method === 'DELETE' && attempts > 1 && response.status === 404
  const last = isGone ? new Response(null, { status: 204 }) : response
  return { response: last, text, attempts, isRefused, isUncertain }
}

function reportRetry(
  { onRetry, logger }: Settings,
  { operationId, method, url }: TransportRequest,
  { error, response }: Outcome,
  { attempt, delay }: { attempt: number; delay: number },
): void {
  const reason = error ? error.message : `status ${response.status}`
  onRetry?.({ operationId, method, url, attempt, delay, reason })
  logger?.warn(`${method} ${url} again in ${Math.round(delay)} ms: ${reason}`)
}
