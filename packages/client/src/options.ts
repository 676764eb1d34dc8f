import { headersOf, type RequestFacts } from './call.ts'
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

/** The options with their defaults filled in. */
export interface TransportOptions extends ClientOptions {
  readonly apiKey: string
  readonly baseUrl: string
  readonly fetch: Fetch
  readonly timeout: number
  readonly deadline: number
  readonly retry: number | false
  readonly rateLimit: Required<RateLimit> | false
}

/** Fills in the defaults. No message repeats the key. */
export function resolveOptions(options: ClientOptions): TransportOptions {
  const {
    apiKey = environment('TESTSIGMA_API_KEY'),
    baseUrl = environment('TESTSIGMA_BASE_URL') ?? DEFAULT_BASE_URL,
    // Looked up at each call, so that a global that is replaced later counts.
    fetch = (input, init) => globalThis.fetch(input, init),
    timeout = 60_000,
    deadline,
    retry = 2,
    rateLimit = {},
    headers,
  } = options
  const { perSecond = 10, share = true } = rateLimit || {}
  return {
    ...options,
    apiKey: requireKey(apiKey),
    baseUrl: requireUrl(baseUrl),
    fetch,
    timeout: requireNumber('timeout', timeout, 1, LONGEST_TIMER),
    deadline: deadline === undefined ? Infinity : requireNumber('deadline', deadline, 1, LONGEST_TIMER),
    retry: retry === false ? retry : requireNumber('retry', retry, 0, 100),
    rateLimit: rateLimit && { perSecond: requireNumber('rateLimit.perSecond', perSecond, 1, 1000), share },
    headers: { accept: 'application/json', ...headersOf(headers) },
  }
}

function requireKey(apiKey = ''): string {
  if (/^[\x21-\x7e]+$/.test(apiKey)) return apiKey
  const problem = apiKey ? 'The API key has a space, a line break or the like' : 'There is no API key'
  throw new UsageError(`${problem}. Pass createClient({ apiKey }) or set the environment variable TESTSIGMA_API_KEY.`)
}

function requireUrl(baseUrl: string): string {
  if (/^https?:/.test(baseUrl) && URL.canParse(baseUrl)) return baseUrl.replace(/\/+$/, '')
  throw new UsageError(
    `The option baseUrl (variable TESTSIGMA_BASE_URL) must be an address such as "${DEFAULT_BASE_URL}", got "${baseUrl}".`,
  )
}

function requireNumber(option: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value
  throw new UsageError(`The option ${option} must be a number from ${least} to ${most}, got ${value}.`)
}

/** Timers take no more than a 32-bit number. */
const LONGEST_TIMER = 2_147_483_647

/** Browsers have no environment. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env?.[name] || undefined
}
