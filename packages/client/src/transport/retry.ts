import type { FetchResponse } from '../options.ts'
import type { Failure } from './failure.ts'
import type { Outcome } from './send.ts'

/** How often the same request is sent again after refusals by the rate limit, at most. */
export const MOST_REFUSALS = 10

const FIRST_DELAY = 250
const LONGEST_DELAY = 8_000
const LONGEST_RETRY_AFTER = 60_000

/** Statuses that another try may change. */
const TRANSIENT = [408, 500, 502, 503, 504]

/** What has happened to a request so far, and what its caller allows. */
export interface Progress {
  readonly isIdempotent: boolean
  /** How often to send again after a failure; `false` for never, also after a refusal. */
  readonly retry: number | false
  /** How often it was sent again after failures, and after refusals by the rate limit. */
  readonly failures: number
  readonly refusals: number
  /** An earlier try may have been applied. */
  readonly mayBeApplied: boolean
  /** Milliseconds until the deadline. */
  readonly timeLeft: number
  /** From 0 to 1, for the back-off. */
  readonly random: number
}

/** What to do after an outcome. */
export interface Decision {
  /** Milliseconds to wait before the request is sent again; `undefined` where it is not. */
  readonly delay: number | undefined
  /** The API refused the request because of the rate limit; it is taken not to have been processed then. */
  readonly isRefused: boolean
  /** This try or an earlier one may have been applied, though there was no success. */
  readonly mayBeApplied: boolean
}

/** Whether to send a request again. Everything that the decision depends on is given. */
export function decide({ response, text, failure }: Outcome, progress: Progress): Decision {
  const { isIdempotent, retry, failures, refusals, timeLeft, random } = progress
  const isRefused = isRateLimited(response?.status, text)
  const hasFailed = !response || TRANSIENT.includes(response.status)
  const isOpen = hasFailed && !isRefused && !failure?.isUnsent
  const mayRepeat = isRefused
    ? retry !== false && refusals < MOST_REFUSALS
    : hasFailed && (isIdempotent || !isOpen) && failures < Number(retry) && mayChange(failure)
  const delay = mayRepeat ? delayBefore(failures + refusals + 1, response, random) : Infinity
  return {
    delay: delay < timeLeft ? delay : undefined,
    isRefused,
    mayBeApplied: isOpen || progress.mayBeApplied,
  }
}

/** Whether another try can end otherwise: not after the call's own end, nor where a certificate is wrong. */
function mayChange(failure: Failure | undefined): boolean {
  return !failure || (failure.kind !== 'ended' && !failure.isLasting)
}

/** Whether a second, equal request does no more than the first. */
export function isIdempotentMethod(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)
}

function isRateLimited(status: number | undefined, body = ''): boolean {
  return status === 429 || (status === 500 && /"message"\s*:\s*"rate limit exceeded"/i.test(body))
}

/** Milliseconds until the next try: what the response asks for, else at random up to a limit that doubles. */
function delayBefore(retry: number, response: FetchResponse | undefined, random: number): number {
  const asked = response?.headers.get('retry-after')
  const delay = Number(asked) * 1000 || Date.parse(asked as string) - Date.now()
  // More than a minute is more than a caller expects to wait.
  if (delay > LONGEST_RETRY_AFTER) return Infinity
  return delay >= 0 ? delay : random * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** retry)
}
