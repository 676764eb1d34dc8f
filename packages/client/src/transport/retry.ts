import type { Outcome } from './send.ts'

/** How often the same request is sent again after refusals by the rate limit, at most. */
const MOST_REFUSALS = 10

const FIRST_DELAY = 250
const LONGEST_DELAY = 8_000
const LONGEST_RETRY_AFTER = 60_000

/** Statuses that another try may change. */
const TRANSIENT = [408, 500, 502, 503, 504]

/** Codes of failures after which nothing can have reached the API, in Node and, at last, in Bun. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectionRefused']

/** What has happened to a request so far, and what its caller allows. */
export interface Progress {
  readonly isIdempotent: boolean
  /** How often to send again after a failure; `false` for never, also after a refusal. */
  readonly retry: number | false
  /** How often it was sent again after failures, and after refusals by the rate limit. */
  readonly failures: number
  readonly refusals: number
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
  /** The request failed but may have been applied, and must not be repeated for that reason. */
  readonly isUncertain: boolean
}

/** Whether to send a request again. Everything that the decision depends on is given. */
export function decide(outcome: Outcome, progress: Progress): Decision {
  const { response, text, error } = outcome
  const { isIdempotent, retry, failures, refusals, timeLeft, random } = progress
  const isRefused = isRateLimited(response?.status, text)
  const hasFailed = !response || TRANSIENT.includes(response.status)
  const isSafe = isRefused || isIdempotent || (error !== undefined && wasNeverSent(error))
  const mayRepeat = isRefused
    ? retry !== false && refusals < MOST_REFUSALS
    : hasFailed && isSafe && failures < Number(retry)
  const delay = mayRepeat ? delayBefore(failures + refusals + 1, response, random) : Infinity
  return { delay: delay < timeLeft ? delay : undefined, isRefused, isUncertain: hasFailed && !isSafe }
}

/** Whether a second, equal request does no more than the first. */
export function isIdempotentMethod(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)
}

function isRateLimited(status: number | undefined, body = ''): boolean {
  return status === 429 || (status === 500 && /"message":\s*"rate limit exceeded"/.test(body))
}

function wasNeverSent(error: Error & { readonly code?: string | undefined }): boolean {
  return NEVER_SENT.includes(`${error.code}`)
}

/** Milliseconds until the next try: what the response asks for, else at random up to a limit that doubles. */
function delayBefore(retry: number, response: Response | undefined, random: number): number {
  const asked = response?.headers.get('retry-after')
  const delay = Number(asked) * 1000 || Date.parse(asked as string) - Date.now()
  // More than a minute is more than a caller expects to wait.
  if (delay > LONGEST_RETRY_AFTER) return Infinity
  return delay >= 0 ? delay : random * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** retry)
}
