import { TestsigmaError, UsageError } from './errors.ts'
import { DEFAULT_BASE_URL } from './generated/servers.ts'
import { createReporter, HOOKS, type Reporter } from './hooks.ts'
import type { CallOptions, ClientOptions, Fetch, ListOptions, RateLimit } from './options.ts'
import { ownOf } from './own.ts'
import { MOST_MILLISECONDS, requireHeaders, requireKind, requireNumber, requireSignal } from './require.ts'
import { createScrubber, type Scrub } from './scrub.ts'

const MOST_RETRIES = 100
const MOST_PER_SECOND = 1_000

/** Settings of one call. */
export interface CallSettings {
  readonly signal: AbortSignal | undefined
  readonly timeout: number
  /** `undefined` for none. */
  readonly deadline: number | undefined
  /** Milliseconds of the deadline that earlier pages have used. */
  readonly spent?: number
  readonly retry: number | false
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
}

/** The options of a client, checked and with defaults. */
export interface Settings extends CallSettings {
  readonly apiKey: string
  /** Without a trailing slash. */
  readonly baseUrl: string
  /** Origin of `baseUrl`. */
  readonly origin: string
  readonly rateLimit: { readonly [option in keyof RateLimit]-?: NonNullable<RateLimit[option]> } | undefined
  readonly fetch: Fetch | undefined
  readonly report: Reporter
  /** Removes secrets from text of other sources. */
  readonly scrub: Scrub
}

/** The names of all options; a test compares them with the types. */
const SHARED_OPTIONS = ['timeout', 'deadline', 'retry', 'headers'] as const
export const CALL_OPTIONS = ['signal', 'from', ...SHARED_OPTIONS] as const satisfies readonly (keyof ListOptions)[]
export const CLIENT_OPTIONS = [
  'apiKey',
  'baseUrl',
  'allowInsecure',
  'fetch',
  'rateLimit',
  'logger',
  ...HOOKS,
  ...SHARED_OPTIONS,
] as const satisfies readonly (keyof ClientOptions)[]

export const DEFAULTS: CallSettings = { signal: undefined, timeout: 60_000, deadline: undefined, retry: 2, headers: {} }

/** @throws {UsageError} for invalid options */
export function readOptions(given: ClientOptions): Settings {
  try {
    const options = ownOf('The options', given, CLIENT_OPTIONS)
    const apiKey = requireKey(options.apiKey)
    const baseUrl = requireUrl(options.baseUrl, options.allowInsecure)
    requireKind('function', 'fetch', options.fetch)
    const scrub = createScrubber(apiKey)
    return {
      ...readCallOptions(Object.assign(options, { signal: undefined }), DEFAULTS),
      apiKey,
      baseUrl,
      origin: new URL(baseUrl).origin,
      rateLimit: readRateLimit(options.rateLimit),
      fetch: options.fetch,
      report: createReporter(options, scrub),
      scrub,
    }
  } catch (thrown) {
    throw thrown instanceof TestsigmaError ? thrown : new UsageError('The options cannot be read: they throw.')
  }
}

/**
 * @param options only their own fields, see `ownOf`
 * @throws {UsageError} for invalid options
 */
export function readCallOptions(options: CallOptions, defaults: CallSettings): CallSettings {
  const { signal, timeout = defaults.timeout, deadline = defaults.deadline, retry = defaults.retry, headers } = options
  requireNumber('timeout', timeout, 1, MOST_MILLISECONDS)
  if (deadline !== undefined) requireNumber('deadline', deadline, 1, MOST_MILLISECONDS)
  if (retry !== false) {
    requireNumber('retry', retry, 0, MOST_RETRIES)
    if (!Number.isInteger(retry)) throw new UsageError(`The option retry must be a whole number, got ${retry}.`)
  }
  requireSignal(signal)
  return { signal, timeout, deadline, retry, headers: headers === undefined ? {} : requireHeaders(headers) }
}

function readRateLimit(rateLimit: ClientOptions['rateLimit'] = {}): Settings['rateLimit'] {
  if (rateLimit === false) return undefined
  const { perSecond = 10, share = true } = ownOf('The option rateLimit', rateLimit, ['perSecond', 'share'])
  requireKind('boolean', 'rateLimit.share', share)
  requireNumber('rateLimit.perSecond', perSecond, Number.MIN_VALUE, MOST_PER_SECOND)
  return { perSecond: Math.max(perSecond, 1_000 / MOST_MILLISECONDS), share }
}

/** The messages do not contain the key. */
function requireKey(apiKey = environment('TESTSIGMA_API_KEY')): string {
  const advice = 'Pass createClient({ apiKey }) or set the variable TESTSIGMA_API_KEY.'
  if (apiKey === undefined || apiKey === '') throw new UsageError(`The API key is missing. ${advice}`)
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError(`The API key must be printable ASCII without spaces. ${advice}`)
  }
  if (/^https?:/i.test(apiKey)) throw new UsageError(`The API key is a URL: are apiKey and baseUrl swapped? ${advice}`)
  return apiKey
}

/**
 * The messages do not contain the value, because it may be the key.
 * @returns the URL without a trailing slash
 */
function requireUrl(
  baseUrl: unknown = environment('TESTSIGMA_BASE_URL') ?? DEFAULT_BASE_URL,
  allowInsecure: boolean | undefined,
): string {
  const refuse = (problem: string) =>
    new UsageError(
      `The option baseUrl (variable TESTSIGMA_BASE_URL) must be a URL such as "${DEFAULT_BASE_URL}": ${problem}.`,
    )
  requireKind('boolean', 'allowInsecure', allowInsecure)
  if (typeof baseUrl === 'string' && /[\s\\]/.test(baseUrl)) throw refuse('it contains whitespace or a backslash')
  if (typeof baseUrl !== 'string' || !/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw refuse('it is not a URL that begins with https://')
  }
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(baseUrl)
  if (username || password) throw refuse('it contains a user name or a password')
  if (search || hash || /[?#]/.test(baseUrl)) throw refuse('it contains a query or a fragment')
  if (protocol === 'http:' && !isLoopback(hostname) && !allowInsecure) {
    throw refuse('http: sends the key in plain text, which only allowInsecure: true allows')
  }
  return origin + pathname.replace(/\/+$/, '')
}

/** `local` is not resolved by DNS; only a custom `fetch` can respond to it, inside the process. */
function isLoopback(hostname: string): boolean {
  return /^(local|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Browsers have no environment variables. */
function environment(name: string): string | undefined {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined
}
