import { ConnectionError, type ErrorFacts, mayHaveBeenApplied, TestsigmaError, TimeoutError } from '../errors.ts'
import type { FetchResponse } from '../options.ts'
import type { CallSettings, Settings } from '../settings.ts'
import { awaitContent } from '../upload.ts'
import { type CallEnd, pause, watchEnd } from '../wait.ts'
import type { Failure } from './failure.ts'
import type { Limiter } from './limiter.ts'
import { type Moves, movesOf } from './moves.ts'
import { followRedirects, type Journey } from './redirect.ts'
import { type Decision, decide, MOST_REFUSALS } from './retry.ts'
import { type Attempt, factsOf, type Outcome, send, type TransportRequest } from './send.ts'
import { originOf } from './trust.ts'

/** The last response to a request, and facts about its delivery. */
export interface TransportResponse {
  /** The URL that responded: that of the request, or the target of a redirect. */
  readonly url: string
  /** Its body has already been read. */
  readonly response: FetchResponse
  /** The body; `undefined` if it was cut off. */
  readonly text: string | undefined
  /** How often the request was sent. */
  readonly attempts: number
  readonly isRefused: boolean
  /** The request may have been applied although it did not succeed, and was therefore not retried. */
  readonly isUncertain: boolean
  /** The response is a 404 to a DELETE, and an earlier attempt may have deleted the entity. */
  readonly isGone: boolean
}

/** Everything needed to send a request. */
interface DeliveryOptions {
  readonly settings: Settings
  readonly findLimiter: FindLimiter
  readonly request: TransportRequest
  readonly call: CallSettings
}

/** Finds the limiter of an origin. */
export type FindLimiter = (origin: string) => Limiter | undefined

/** Sends one request, with retries and redirects, for one call. */
export class Delivery implements Journey {
  readonly url: string
  readonly home: string
  readonly signal: AbortSignal | undefined
  readonly #settings: Settings
  readonly #findLimiter: FindLimiter
  readonly #call: CallSettings
  readonly #end: CallEnd
  #request: TransportRequest
  /** Number of the current or last attempt, from 1. */
  #number = 0
  /** How often the request was sent. */
  #attempts = 0
  /** The URL of the last attempt. */
  #contacted: string
  /** The request may have been applied, and is not safe to repeat. */
  #isUncertain = false

  constructor({ settings, findLimiter, request, call }: DeliveryOptions) {
    this.#settings = settings
    this.#findLimiter = findLimiter
    this.#request = request
    this.#call = call
    this.#end = watchEnd(call)
    this.url = request.url
    this.home = settings.origin
    this.signal = this.#end.signal
    this.#contacted = request.url
  }

  async run(): Promise<TransportResponse> {
    const { retry } = this.#call
    const { encode, isIdempotent } = this.#request
    let failures = 0
    let refusals = 0
    let mayBeApplied = false
    try {
      if (encode) await this.#readBody(encode)
      for (this.#number = 1; this.#number <= 1 + Number(retry) + MOST_REFUSALS; this.#number++) {
        const outcome = await followRedirects(this)
        const timeLeft = this.#end.timeLeft()
        const random = Math.random()
        const decision = decide(outcome, { isIdempotent, retry, failures, refusals, mayBeApplied, timeLeft, random })
        if (decision.delay === undefined) return this.#finish(outcome, decision, mayBeApplied)
        mayBeApplied = decision.mayBeApplied
        if (decision.isRefused) refusals++
        else failures++
        await this.#waitForRetry(outcome, decision.delay, decision.isRefused)
      }
      throw new Error('unreachable: decide() allows no more attempts')
    } catch (error) {
      const isEnd = this.signal?.aborted && (error === this.signal.reason || !(error instanceof TestsigmaError))
      throw isEnd ? this.#endError() : error
    } finally {
      this.#end.release()
    }
  }

  /** Reads the body once, for all attempts. */
  async #readBody(encode: NonNullable<TransportRequest['encode']>): Promise<void> {
    const { signal } = this
    const limits = { signal, deadline: this.#call.timeout }
    try {
      const wait = <T>(content: Promise<T>) => awaitContent(content, limits)
      const { bytes, contentType } = await encode({ wait, signal, scrub: this.#settings.scrub })
      this.#request = { ...this.#request, body: bytes, contentType }
    } catch (error) {
      throw error instanceof TestsigmaError ? Object.assign(error, this.#facts()) : error
    }
  }

  async sendTo(url: string): Promise<Outcome> {
    this.#contacted = url
    const limiter = this.#findLimiter(originOf(url))
    const place = limiter && (await limiter.enter(this.signal))
    this.#attempts = this.#number
    const outcome = await send(this.#settings, this.#attemptTo(url))
    place?.leave(outcome.response !== undefined)
    return outcome
  }

  #attemptTo(url: string): Attempt {
    const { headers, timeout } = this.#call
    return { request: this.#request, url, number: this.#number, headers, timeout, signal: this.signal }
  }

  findMoves(): Moves {
    return movesOf(this.#settings.fetch ?? globalThis.fetch)
  }

  onRedirect(from: string, to: string, newOrigin: string | undefined): void {
    const { report, scrub } = this.#settings
    const isOfBase = newOrigin !== undefined && originOf(this.url) === this.home
    report.tell('onRedirect', () => ({
      ...factsOf(this.#settings, this.#attemptTo(from)),
      location: scrub(to),
      baseUrl: isOfBase ? this.#baseUrlAt(newOrigin) : undefined,
    }))
  }

  onMove(newOrigin: string): void {
    const { baseUrl, report } = this.#settings
    report.log('warn', () => `${baseUrl} has moved permanently: set baseUrl to "${this.#baseUrlAt(newOrigin)}"`)
  }

  #baseUrlAt(origin: string): string {
    return origin + this.#settings.baseUrl.slice(this.home.length)
  }

  async #waitForRetry(outcome: Outcome, delay: number, isRefused: boolean): Promise<void> {
    const { report } = this.#settings
    const { operationId, method, url, attempts: attempt } = this.#facts()
    const reason = outcome.failure ? outcome.failure.reason : `status ${outcome.response.status}`
    report.tell('onRetry', () => ({ operationId, method, url, attempt, delay, reason }))
    report.log('warn', () => `retrying ${method} ${url} in ${Math.round(delay)} ms: ${reason}`)
    if (isRefused) this.#findLimiter(originOf(this.url))?.hold(delay)
    await pause(delay, this.signal)
  }

  /** @param mightHave whether the request may have been applied before the last attempt */
  #finish({ response, text, failure }: Outcome, decision: Decision, mightHave: boolean): TransportResponse {
    const { method, isIdempotent } = this.#request
    const isUncertain = decision.mayBeApplied && !isIdempotent
    this.#isUncertain = isUncertain
    if (failure?.kind === 'ended') throw this.signal?.reason
    if (failure) {
      const error = this.#failureError(failure)
      throw isUncertain ? mayHaveBeenApplied(error) : error
    }
    const isGone = method === 'DELETE' && mightHave && response.status === 404
    const attempts = this.#attempts
    return { url: this.#contacted, response, text, attempts, isRefused: decision.isRefused, isUncertain, isGone }
  }

  #failureError({ kind, reason, code, cause }: Failure): TestsigmaError {
    const facts = { ...this.#facts(this.#contacted), cause }
    const message = `No complete response from ${facts.url}`
    if (kind === 'timeout') return new TimeoutError(`${message} ${reason}.`, facts)
    return new ConnectionError(`${message}: ${reason}.`, { ...facts, code })
  }

  /** The reason for the early end of a call: the reason of the caller's signal, or the deadline's error. */
  #endError(): unknown {
    const { report } = this.#settings
    const facts = this.#facts()
    const { operationId, method, url, attempts: attempt } = facts
    const isUncertain = this.#isUncertain
    if (this.#end.isLate()) {
      const message = `${method} ${url} did not succeed before its deadline of ${this.#call.deadline} ms.`
      const error = new TimeoutError(message, facts)
      return isUncertain ? mayHaveBeenApplied(error) : error
    }
    report.tell('onAbort', () => ({ operationId, method, url, attempt, mayHaveBeenApplied: isUncertain }))
    if (isUncertain) report.log('warn', () => `${method} ${url} was aborted, and may have been applied`)
    return this.signal?.reason
  }

  #facts(url = this.url) {
    const { operationId, method } = this.#request
    return { operationId, method, url: this.#settings.scrub(url), attempts: this.#attempts } satisfies ErrorFacts
  }
}
