import type { RequestFacts } from './call.ts'
import { UsageError } from './errors.ts'
import { DEFAULT_BASE_URL } from './generated/servers.ts'

/** What `fetch` looks like to this package: the global one, or a stand-in such as a local server's. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** How many requests may start in a second. */
export interface RateLimit {
  /** @default 10, which the live API was seen to take */
  readonly perSecond?: number
  /** Whether all clients with the same key for the same origin, in this process, share the limit. @default true */
  readonly share?: boolean
}

/** Takes what happens, a line at a time. `console` is one. */
export interface Logger {
  debug(line: string): void
  warn(line: string): void
}

/** How to reach the API. Everything has a default but the key. */
export interface ClientOptions {
  /** The API key. @default the environment variable `TESTSIGMA_API_KEY` */
  readonly apiKey?: string
  /** Address of the API. @default the environment variable `TESTSIGMA_BASE_URL`, else the documented address */
  readonly baseUrl?: string
  /** Stands in for the global `fetch`. */
  readonly fetch?: Fetch
  /** Milliseconds to wait for a complete answer to one request. @default 60_000 */
  readonly timeout?: number
  /** Milliseconds for a whole call, with all waiting and all requests. @default none */
  readonly deadline?: number
  /**
   * How often to send a request again after a failure that another try may mend; waits for the rate limit do not count.
   * `false`: never, and no such waits either.
   * @default 2
   */
  readonly retry?: number | false
  /** The rate limit to keep; `false` for none. @default { perSecond: 10, share: true } */
  readonly rateLimit?: RateLimit | false
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Called before each request. */
  readonly onRequest?: (request: RequestFacts) => void
  /** Called after each answer; `duration` is in milliseconds. */
  readonly onResponse?: (answer: RequestFacts & { readonly status: number; readonly duration: number }) => void
  /** Called before the wait for another try; `delay` is in milliseconds. */
  readonly onRetry?: (retry: RequestFacts & { readonly delay: number; readonly reason: string }) => void
  /** Takes a line for each answer and each retry. Neither the key nor a body is in them. */
  readonly logger?: Logger
}

/** No message repeats the key. */
export function requireKey(apiKey = environment('TESTSIGMA_API_KEY')): string {
  if (apiKey && /^[\x21-\x7e]+$/.test(apiKey)) return apiKey
  const problem = apiKey ? 'is not one ASCII word' : 'is missing'
  throw new UsageError(`The API key ${problem}. Pass createClient({ apiKey }) or set the variable TESTSIGMA_API_KEY.`)
}

/** @returns the address without a slash at its end */
export function requireUrl(baseUrl = environment('TESTSIGMA_BASE_URL') ?? DEFAULT_BASE_URL): string {
  if (/^https?:/.test(baseUrl) && URL.canParse(baseUrl)) return baseUrl.replace(/\/+$/, '')
  throw new UsageError(
    `The option baseUrl (variable TESTSIGMA_BASE_URL) must be an address such as "${DEFAULT_BASE_URL}", got "${baseUrl}".`,
  )
}

/** The most that timers take is 32 bits of milliseconds; this is eleven days. */
const MOST = 1e9

/** What is not given cannot be wrong. */
export function requireNumber(option: string, value = MOST, least: number): void {
  if (value >= least && value <= MOST) return
  throw new UsageError(`The option ${option} must be a number from ${least} to ${MOST}, got ${value}.`)
}

/** Browsers have no environment. */
function environment(name: string): string | undefined {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined
}
