import type { FetchResponse } from '../options.ts'
import type { Failure } from './failure.ts'
import type { Outcome } from './send.ts'

/** Most retries of one request because of the rate limit. */
export const MOST_REFUSALS = 10

const FIRST_DELAY = 250
const LONGEST_DELAY = 8_000
const LONGEST_RETRY_AFTER = 60_000

/** Statuses that a retry may change. */
const TRANSIENT = [408, 500, 502, 503, 504]

/** The state of a request so far, and the options of its call. */
export interface Progress {
  readonly isIdempotent: boolean
  /** Most retries after failures; `false` for none, including those because of the rate limit. */
  readonly retry: number | false
  /** Retries so far after failures, and because of the rate limit. */
  readonly failures: number
  readonly refusals: number
  /** An earlier attempt may have been applied. */
  readonly mayBeApplied: boolean
  /** Milliseconds until the deadline. */
  readonly timeLeft: number
  /** A random number from 0 to 1, for the backoff. */
  readonly random: number
}

/** The decision after an attempt. */
export interface Decision {
  /** Milliseconds to wait before the retry; `undefined` for no retry. */
  readonly delay: number | undefined
  /** The API rejected the request because of the rate limit, and is assumed not to have processed it. */
  readonly isRefused: boolean
  /** This attempt or an earlier one may have been applied, although there was no success. */
  readonly mayBeApplied: boolean
}

/** Decides whether to retry a request. */
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

/** Whether a retry can succeed: not after an abort or a deadline, or with an invalid certificate. */
function mayChange(failure: Failure | undefined): boolean {
  return !failure || (failure.kind !== 'ended' && !failure.isLasting)
}

/** Whether repeating a request has no further effect. */
export function isIdempotentMethod(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)
}

function isRateLimited(status: number | undefined, body = ''): boolean {
  return status === 429 || (status === 500 && /"message"\s*:\s*"rate limit exceeded"/i.test(body))
}

/** Milliseconds until the retry: `Retry-After`, or a random time up to a limit that doubles. */
function delayBefore(retry: number, response: FetchResponse | undefined, random: number): number {
  const asked = response?.headers.get('retry-after')
  const delay = Number(asked) * 1000 || Date.parse(asked as string) - Date.now()
  // Callers do not expect a call to wait for more than a minute.
  if (delay > LONGEST_RETRY_AFTER) return Infinity
  return delay >= 0 ? delay : random * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** retry)
}
