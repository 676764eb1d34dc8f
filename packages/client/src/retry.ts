/** How often the same call is sent again after refusals by the rate limit, at most. */
export const MOST_RATE_LIMIT_WAITS = 10

const FIRST_DELAY = 250
const LONGEST_DELAY = 8_000
const LONGEST_RETRY_AFTER = 60_000

/** Statuses that another try may mend. */
export const TRANSIENT = [408, 500, 502, 503, 504]

/** Codes of failures after which nothing can have reached the API, in Node and, at last, in Bun. */
export const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectionRefused']

/** Whether the API refused a request because of the rate limit; it is taken not to have been processed then. */
export function isRateLimited(status: number | undefined, body = ''): boolean {
  return status === 429 || (status === 500 && /"message":\s*"rate limit exceeded"/.test(body))
}

/** Whether a second, equal request does no more than the first. */
export function isIdempotent(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)
}

/** Milliseconds until the next try: what the answer asks for, else at random up to a limit that doubles. */
export function delayBefore(retry: number, response?: Response): number {
  const asked = response?.headers.get('retry-after')
  const delay = Number(asked) * 1000 || Date.parse(asked as string) - Date.now()
  // More than a minute is more than a caller expects to wait.
  if (delay > LONGEST_RETRY_AFTER) return Infinity
  return delay >= 0 ? delay : Math.random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** retry)
}
