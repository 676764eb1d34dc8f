import { ConnectionError, mayHaveBeenApplied, type TestsigmaError, TimeoutError, UsageError } from '../errors.ts'
import type { CallOptions, ClientOptions, FetchResponse } from '../options.ts'
import { scrubCause } from '../scrub.ts'
import { type CallSettings, readCallOptions, readOptions, type Settings } from '../settings.ts'
import { type CallEnd, pause, raceAbort, watchEnd } from '../wait.ts'
import type { Failure } from './failure.ts'
import { Limiter, sharedLimiter } from './limiter.ts'
import { movesOf } from './moves.ts'
import { followRedirects } from './redirect.ts'
import { type Decision, decide, MOST_REFUSALS } from './retry.ts'
import { type Attempt, factsOf, type Outcome, send, type TransportRequest } from './send.ts'
import { originOf } from './trust.ts'

/** The one place through which every request goes. */
export interface Connection {
  readonly settings: Settings
  /** @throws {UsageError} for options that cannot work */
  readCallOptions(options: CallOptions): CallSettings
  /** Sends a request as often as it takes, and reads the response to its end. */
  send(request: TransportRequest, call: CallSettings): Promise<TransportResponse>
}

/** The last response to a request, and what the transport knows about it. */
export interface TransportResponse {
  /** Where it came from: the request's URL, or where that redirects to. */
  readonly url: string
  /** Its body has been read already. */
  readonly response: FetchResponse
  /** The body; `undefined` where it broke off. */
  readonly text: string | undefined
  /** How often the request was sent. */
  readonly attempts: number
  readonly isRefused: boolean
  /** It may have been applied though there was no success, and was not repeated for that reason. */
  readonly isUncertain: boolean
  /** An earlier try had deleted what this one does not find. */
  readonly isGone: boolean
}

/** The limiter of an origin. */
type FindLimiter = (origin: string) => Limiter | undefined

/** @throws {UsageError} for options that cannot work */
export function openConnection(options: ClientOptions): Connection {
  const settings = readOptions(options)
  const findLimiter = limitersOf(settings)
  return {
    settings,
    readCallOptions: (callOptions) => readCallOptions(callOptions, settings),
    send: (request, call) => sendUntilDone({ settings, findLimiter, request, call }),
  }
}

function limitersOf({ rateLimit, apiKey, origin }: Settings): FindLimiter {
  if (!rateLimit) return () => undefined
  const { perSecond, share } = rateLimit
  const own = new Map<string, Limiter>()
  const find = (address: string) => {
    const limiter = own.get(address) ?? (share ? sharedLimiter(address, apiKey) : new Limiter()).restrict(perSecond)
    own.set(address, limiter)
    return limiter
  }
  // Whoever shares the limit is to know of this one before it sends.
  find(origin)
  return find
}

interface Sending {
  readonly settings: Settings
  readonly findLimiter: FindLimiter
  readonly request: TransportRequest
  readonly call: CallSettings
}

async function sendUntilDone(given: Sending): Promise<TransportResponse> {
  const { settings, findLimiter, call } = given
  if (!settings.fetch && typeof globalThis.fetch !== 'function') {
    throw new UsageError('This runtime has no fetch: pass createClient({ fetch }).', { attempts: 0 })
  }
  const end = watchEnd(call.signal, call.deadline)
  const { retry } = call
  let failures = 0
  let refusals = 0
  let mayBeApplied = false
  try {
    const sending = await readBody(given, end)
    const { request } = sending
    const { isIdempotent } = request
    for (let attempt = 1; attempt <= 1 + Number(retry) + MOST_REFUSALS; attempt++) {
      const { outcome, url } = await sendOnce(sending, end, attempt)
      const progress = { isIdempotent, retry, failures, refusals, mayBeApplied, timeLeft: end.timeLeft() }
      const decision = decide(outcome, { ...progress, random: Math.random() })
      if (decision.delay === undefined) return finish(sending, end, { outcome, url, decision, attempt, mayBeApplied })
      mayBeApplied = decision.mayBeApplied
      if (decision.isRefused) refusals++
      else failures++
      reportRetry(sending, outcome, attempt, decision.delay)
      if (decision.isRefused) findLimiter(originOf(request.url))?.hold(decision.delay)
      await waitFor(sending, end, attempt, () => pause(decision.delay as number, end.signal))
    }
    throw new Error('unreachable: decide() allows no more tries than that')
  } finally {
    end.release()
  }
}

/** Files are read once, for all tries. */
async function readBody(sending: Sending, end: CallEnd): Promise<Sending> {
  const { settings, request, call } = sending
  const { encode, operationId, method } = request
  if (!encode) return sending
  const wait = async <T>(content: Promise<T>): Promise<T> => {
    const watch = watchEnd(end.signal, call.timeout)
    try {
      return await raceAbort(content, watch.signal)
    } catch (error) {
      if (!watch.isLate()) throw error
      const facts = { operationId, method, url: settings.scrub(request.url), attempts: 0 }
      throw new TimeoutError(`A file did not go on within ${call.timeout} ms; nothing was sent.`, facts)
    } finally {
      watch.release()
    }
  }
  const reading = { wait, signal: end.signal, scrub: settings.scrub }
  const { bytes: body, contentType } = await waitFor(sending, end, 0, () => encode(reading))
  return { ...sending, request: { ...request, body, contentType } }
}

/** What came of one try, and from where. */
interface Sent {
  readonly outcome: Outcome
  readonly url: string
}

/** Sends the request once, to where it leads. */
async function sendOnce(sending: Sending, end: CallEnd, number: number): Promise<Sent> {
  const { settings, findLimiter, request, call } = sending
  const { signal } = end
  const attemptTo = (url: string): Attempt => {
    return { request, url, number, headers: call.headers, timeout: call.timeout, signal }
  }
  let contacted = request.url
  const sendTo = async (url: string): Promise<Outcome> => {
    contacted = url
    const limiter = findLimiter(originOf(url))
    if (!limiter) return send(settings, attemptTo(url))
    const place = await limiter.enter(signal)
    const outcome = await send(settings, attemptTo(url))
    place.leave(outcome.response !== undefined)
    return outcome
  }
  const onRedirect = (from: string, to: string, newOrigin: string | undefined) =>
    reportRedirect(settings, attemptTo(from), to, newOrigin)
  const onMove = (newOrigin: string) => {
    const baseUrl = newOrigin + settings.baseUrl.slice(settings.origin.length)
    settings.report.log('warn', () => `${settings.baseUrl} has moved for good: set baseUrl to "${baseUrl}"`)
  }
  const findMoves = () => movesOf(settings.fetch ?? globalThis.fetch)
  const journey = { url: request.url, home: settings.origin, findMoves, signal, sendTo, onRedirect, onMove }
  const outcome = await waitFor(sending, end, number - 1, () => followRedirects(journey))
  return { outcome, url: contacted }
}

/** Tells the end of a call from other errors, where it came while nothing was on its way. */
async function waitFor<T>(sending: Sending, end: CallEnd, attempts: number, task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (!end.signal?.aborted) throw error
    throw endOf(sending, end, attempts, false)
  }
}

/** What ends the call: the reason of the caller's signal, or the deadline's error. */
function endOf({ settings, request, call }: Sending, end: CallEnd, attempts: number, isUncertain: boolean): unknown {
  const { operationId, method } = request
  const url = settings.scrub(request.url)
  if (!end.isLate()) {
    const attempt = attempts
    const mayHaveBeenApplied = isUncertain
    settings.report.tell('onAbort', () => ({ operationId, method, url, attempt, mayHaveBeenApplied }))
    if (isUncertain) settings.report.log('warn', () => `${method} ${url} was aborted, and may have been applied`)
    return call.signal?.reason
  }
  const message = `${method} ${url} did not succeed before its deadline of ${call.deadline} ms.`
  const error = new TimeoutError(message, { operationId, method, url, attempts })
  return isUncertain ? mayHaveBeenApplied(error) : error
}

interface Finished extends Sent {
  readonly decision: Decision
  readonly attempt: number
  /** Before the last try. */
  readonly mayBeApplied: boolean
}

function finish(sending: Sending, end: CallEnd, finished: Finished): TransportResponse {
  const { outcome, url, decision, attempt } = finished
  const { method, isIdempotent } = sending.request
  const isUncertain = decision.mayBeApplied && !isIdempotent
  const { response, text, failure } = outcome
  if (failure?.kind === 'ended') throw endOf(sending, end, attempt, isUncertain)
  if (failure) {
    const error = errorOf(sending, failure, url, attempt)
    throw isUncertain ? mayHaveBeenApplied(error) : error
  }
  const isGone = method === 'DELETE' && finished.mayBeApplied && response.status === 404
  return { url, response, text, attempts: attempt, isRefused: decision.isRefused, isUncertain, isGone }
}

function errorOf(
  { settings, request }: Sending,
  failure: Failure,
  contacted: string,
  attempts: number,
): TestsigmaError {
  const { operationId, method } = request
  const url = settings.scrub(contacted)
  const facts = { operationId, method, url, attempts, cause: scrubCause(failure.cause, settings.scrub) }
  const reason = settings.scrub(failure.reason)
  if (failure.kind === 'timeout') return new TimeoutError(`No complete response from ${url} ${reason}.`, facts)
  const code = failure.code === undefined ? undefined : settings.scrub(failure.code)
  return new ConnectionError(`No complete response from ${url}: ${reason}.`, { ...facts, code })
}

function reportRetry({ settings, request }: Sending, outcome: Outcome, attempt: number, delay: number): void {
  const { operationId, method } = request
  const { report, scrub } = settings
  const url = scrub(request.url)
  const reason = outcome.failure ? scrub(outcome.failure.reason) : `status ${outcome.response.status}`
  report.tell('onRetry', () => ({ operationId, method, url, attempt, delay, reason }))
  report.log('warn', () => `${method} ${url} again in ${Math.round(delay)} ms: ${reason}`)
}

function reportRedirect(settings: Settings, attempt: Attempt, to: string, newOrigin: string | undefined): void {
  const { report, scrub, baseUrl, origin } = settings
  const belongsToBase = newOrigin !== undefined && originOf(attempt.request.url) === origin
  const newBase = belongsToBase ? newOrigin + baseUrl.slice(origin.length) : undefined
  report.tell('onRedirect', () => ({ ...factsOf(settings, attempt), location: scrub(to), baseUrl: newBase }))
}
