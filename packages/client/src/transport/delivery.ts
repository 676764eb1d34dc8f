import { ConnectionError, type ErrorFacts, mayHaveBeenApplied, TestsigmaError, TimeoutError } from '../errors.ts'
import type { FetchResponse } from '../options.ts'
import type { CallSettings, Settings } from '../settings.ts'
import { type CallEnd, pause, raceAbort, watchEnd } from '../wait.ts'
import type { Failure } from './failure.ts'
import type { Limiter } from './limiter.ts'
import { movesOf } from './moves.ts'
import { followRedirects } from './redirect.ts'
import { type Decision, decide, MOST_REFUSALS } from './retry.ts'
import { type Attempt, factsOf, type Outcome, send, type TransportRequest } from './send.ts'
import { originOf } from './trust.ts'

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
export type FindLimiter = (origin: string) => Limiter | undefined

/** What came of one try, and from where. */
interface Sent {
  readonly outcome: Outcome
  readonly url: string
}

/** Sends one request as often as it takes, for one call. */
export class Delivery {
  readonly #settings: Settings
  readonly #findLimiter: FindLimiter
  readonly #call: CallSettings
  readonly #end: CallEnd
  #request: TransportRequest
  /** How often the request was sent. */
  #attempts = 0

  constructor(given: {
    readonly settings: Settings
    readonly findLimiter: FindLimiter
    readonly request: TransportRequest
    readonly call: CallSettings
  }) {
    this.#settings = given.settings
    this.#findLimiter = given.findLimiter
    this.#request = given.request
    this.#call = given.call
    this.#end = watchEnd(given.call)
  }

  async run(): Promise<TransportResponse> {
    try {
      if (this.#request.encode) await this.#readBody(this.#request.encode)
      return await this.#sendUntilDone()
    } finally {
      this.#end.release()
    }
  }

  async #sendUntilDone(): Promise<TransportResponse> {
    const { retry } = this.#call
    const { isIdempotent } = this.#request
    let failures = 0
    let refusals = 0
    let mayBeApplied = false
    for (let number = 1; number <= 1 + Number(retry) + MOST_REFUSALS; number++) {
      const sent = await this.#sendOnce(number)
      const progress = { isIdempotent, retry, failures, refusals, mayBeApplied, timeLeft: this.#end.timeLeft() }
      const decision = decide(sent.outcome, { ...progress, random: Math.random() })
      if (decision.delay === undefined) return this.#finish(sent, decision, mayBeApplied)
      mayBeApplied = decision.mayBeApplied
      if (decision.isRefused) refusals++
      else failures++
      await this.#waitForRetry(sent.outcome, decision.delay, decision.isRefused)
    }
    throw new Error('unreachable: decide() allows no more tries than that')
  }

  /** Files are read once, for all tries. */
  async #readBody(encode: NonNullable<TransportRequest['encode']>): Promise<void> {
    const { timeout } = this.#call
    const { signal } = this.#end
    const wait = async <T>(content: Promise<T>): Promise<T> => {
      const watch = watchEnd({ signal, deadline: timeout })
      try {
        return await raceAbort(content, watch.signal)
      } catch (error) {
        if (!watch.isLate()) throw error
        throw new TimeoutError(`What is to be sent did not go on within ${timeout} ms, and was not sent.`)
      } finally {
        watch.release()
      }
    }
    try {
      const { bytes, contentType } = await this.#untilEnd(() => encode({ wait, signal, scrub: this.#settings.scrub }))
      this.#request = { ...this.#request, body: bytes, contentType }
    } catch (error) {
      throw error instanceof TestsigmaError ? Object.assign(error, this.#facts()) : error
    }
  }

  /** Sends the request once, to where it leads. */
  async #sendOnce(number: number): Promise<Sent> {
    const settings = this.#settings
    const { fetch = globalThis.fetch, origin: home, baseUrl, report, scrub } = settings
    const { headers, timeout } = this.#call
    const { signal } = this.#end
    const request = this.#request
    const attemptTo = (url: string): Attempt => ({ request, url, number, headers, timeout, signal })
    let contacted = request.url
    const outcome = await this.#untilEnd(() =>
      followRedirects({
        url: request.url,
        home,
        signal,
        findMoves: () => movesOf(fetch),
        sendTo: async (url) => {
          contacted = url
          const place = await this.#findLimiter(originOf(url))?.enter(signal)
          this.#attempts = number
          const outcome = await send(settings, attemptTo(url))
          place?.leave(outcome.response !== undefined)
          return outcome
        },
        onRedirect: (from, to, newOrigin) => {
          const isOfBase = newOrigin !== undefined && originOf(request.url) === home
          const newBase = isOfBase ? newOrigin + baseUrl.slice(home.length) : undefined
          report.tell('onRedirect', () => ({
            ...factsOf(settings, attemptTo(from)),
            location: scrub(to),
            baseUrl: newBase,
          }))
        },
        onMove: (newOrigin) => {
          const newBase = newOrigin + baseUrl.slice(home.length)
          report.log('warn', () => `${baseUrl} has moved for good: set baseUrl to "${newBase}"`)
        },
      }),
    )
    return { outcome, url: contacted }
  }

  async #waitForRetry(outcome: Outcome, delay: number, isRefused: boolean): Promise<void> {
    const { report } = this.#settings
    const { operationId, method, url, attempts: attempt } = this.#facts()
    const reason = outcome.failure ? outcome.failure.reason : `status ${outcome.response.status}`
    report.tell('onRetry', () => ({ operationId, method, url, attempt, delay, reason }))
    report.log('warn', () => `${method} ${url} again in ${Math.round(delay)} ms: ${reason}`)
    if (isRefused) this.#findLimiter(originOf(this.#request.url))?.hold(delay)
    await this.#untilEnd(() => pause(delay, this.#end.signal))
  }

  /** @param mightHave whether it may have been applied before the last try */
  #finish({ outcome, url }: Sent, decision: Decision, mightHave: boolean): TransportResponse {
    const { method, isIdempotent } = this.#request
    const isUncertain = decision.mayBeApplied && !isIdempotent
    const { response, text, failure } = outcome
    if (failure?.kind === 'ended') throw this.#endError(isUncertain)
    if (failure) {
      const error = this.#failureError(failure, url)
      throw isUncertain ? mayHaveBeenApplied(error) : error
    }
    const isGone = method === 'DELETE' && mightHave && response.status === 404
    return { url, response, text, attempts: this.#attempts, isRefused: decision.isRefused, isUncertain, isGone }
  }

  #failureError({ kind, reason, code, cause }: Failure, contacted: string): TestsigmaError {
    const facts = { ...this.#facts(contacted), cause }
    const message = `No complete response from ${facts.url}`
    if (kind === 'timeout') return new TimeoutError(`${message} ${reason}.`, facts)
    return new ConnectionError(`${message}: ${reason}.`, { ...facts, code })
  }

  /** Tells the end of a call from other errors, where it came while nothing was on its way. */
  async #untilEnd<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task()
    } catch (error) {
      throw this.#end.signal?.aborted ? this.#endError(false) : error
    }
  }

  /** What ends the call: the reason of the caller's signal, or the deadline's error. */
  #endError(isUncertain: boolean): unknown {
    const { report } = this.#settings
    const { operationId, method, url, attempts: attempt } = this.#facts()
    if (this.#end.isLate()) {
      const message = `${method} ${url} did not succeed before its deadline of ${this.#call.deadline} ms.`
      const error = new TimeoutError(message, this.#facts())
      return isUncertain ? mayHaveBeenApplied(error) : error
    }
    report.tell('onAbort', () => ({ operationId, method, url, attempt, mayHaveBeenApplied: isUncertain }))
    if (isUncertain) report.log('warn', () => `${method} ${url} was aborted, and may have been applied`)
    return this.#end.signal?.reason
  }

  #facts(url = this.#request.url) {
    const { operationId, method } = this.#request
    return { operationId, method, url: this.#settings.scrub(url), attempts: this.#attempts } satisfies ErrorFacts
  }
}
