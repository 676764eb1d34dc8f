import { UsageError } from './errors.ts'
import { DEFAULT_BASE_URL } from './generated/servers.ts'
import type { ClientOptions, Fetch, RateLimit } from './options.ts'

/** The options of a client, complete and checked. */
export interface Settings extends Pick<ClientOptions, 'onRequest' | 'onResponse' | 'onRetry' | 'logger'> {
  readonly apiKey: string
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** Of `baseUrl`. */
  readonly origin: string
  readonly timeout: number
  /** `Infinity` for none. */
  readonly deadline: number
  readonly retry: number | false
  readonly rateLimit: Required<RateLimit> | undefined
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: Fetch
}

/** @throws {UsageError} for options that cannot work */
export function readOptions(options: ClientOptions): Settings {
  const { timeout = 60_000, deadline = Infinity, retry = 2, rateLimit = {} } = options
  const { perSecond = 10, share = true } = rateLimit || {}
  const baseUrl = requireUrl(options.baseUrl)
  requireNumber('timeout', timeout, 1)
  requireNumber('deadline', options.deadline, 1)
  requireNumber('retry', Number(retry), 0)
  requireNumber('rateLimit.perSecond', perSecond, 1)
  return {
    ...options,
    apiKey: requireKey(options.apiKey),
    baseUrl,
    origin: new URL(baseUrl).origin,
    timeout,
    deadline,
    retry,
    rateLimit: rateLimit ? { perSecond, share } : undefined,
    headers: requireHeaders(options.headers),
    // The global one is looked up at each call: it may be replaced meanwhile.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
  }
}

/** Headers by lower-case names, so that later ones replace earlier ones of the same name. */
export function requireHeaders(headers: ClientOptions['headers'] = {}): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(new Headers(headers))
  } catch {
    // What the runtime says repeats the value, which may be a secret.
    throw new UsageError('The option headers must be valid HTTP headers.')
  }
}

/** No message repeats the key. */
function requireKey(apiKey = environment('TESTSIGMA_API_KEY')): string {
  if (apiKey && /^[\x21-\x7e]+$/.test(apiKey)) return apiKey
  const problem = apiKey ? 'is not one ASCII word' : 'is missing'
  throw new UsageError(`The API key ${problem}. Pass createClient({ apiKey }) or set the variable TESTSIGMA_API_KEY.`)
}

/** @returns the address without a slash at its end */
function requireUrl(baseUrl = environment('TESTSIGMA_BASE_URL') ?? DEFAULT_BASE_URL): string {
  if (/^https?:/.test(baseUrl) && URL.canParse(baseUrl)) return baseUrl.replace(/\/+$/, '')
  throw new UsageError(
    `The option baseUrl (variable TESTSIGMA_BASE_URL) must be an address such as "${DEFAULT_BASE_URL}", got "${baseUrl}".`,
  )
}

/** The most that timers take is 32 bits of milliseconds; this is eleven days. */
const MOST = 1e9

/** What is not given cannot be wrong. */
function requireNumber(option: string, value = MOST, least: number): void {
  if (value >= least && value <= MOST) return
  throw new UsageError(`The option ${option} must be a number from ${least} to ${MOST}, got ${value}.`)
}

/** Browsers have no environment. */
function environment(name: string): string | undefined {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined
}
