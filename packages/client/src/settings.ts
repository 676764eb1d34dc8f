import { UsageError } from './errors.ts'
import { DEFAULT_BASE_URL } from './generated/servers.ts'
import { createReporter, type Reporter } from './hooks.ts'
import type { CallOptions, ClientOptions, Fetch, RateLimit } from './options.ts'
import { ownOf } from './own.ts'
import { createScrubber, type Scrub } from './scrub.ts'

/** The most that timers take is 32 bits of milliseconds; this is eleven days. */
export const MOST_MILLISECONDS = 1e9
const MOST_RETRIES = 100
const MOST_PER_SECOND = 1_000

/** What holds for one call. */
export interface CallSettings {
  readonly signal: AbortSignal | undefined
  readonly timeout: number
  /** `undefined` for none. */
  readonly deadline: number | undefined
  readonly retry: number | false
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** The options of a client, complete and checked. */
export interface Settings extends CallSettings {
  readonly apiKey: string
  /** Without a slash at its end. */
  readonly baseUrl: string
  /** Of `baseUrl`. */
  readonly origin: string
  readonly rateLimit: { readonly [option in keyof RateLimit]-?: NonNullable<RateLimit[option]> } | undefined
  readonly fetch: Fetch | undefined
  readonly report: Reporter
  /** Takes the key out of text that comes from outside. */
  readonly scrub: Scrub
}

const DEFAULTS: CallSettings = { signal: undefined, timeout: 60_000, deadline: undefined, retry: 2, headers: {} }

/** @throws {UsageError} for options that cannot work */
export function readOptions(given: ClientOptions): Settings {
  requireObject('options', given)
  const options = ownOf(given)
  const apiKey = requireKey(options.apiKey)
  const baseUrl = requireUrl(options.baseUrl, options.allowInsecure)
  requireOptional('function', 'fetch', options.fetch)
  requireOptional('function', 'logger.debug', options.logger?.debug)
  requireOptional('function', 'logger.warn', options.logger?.warn)
  const scrub = createScrubber(apiKey)
  return {
    ...readCallOptions({ ...options, signal: undefined }, DEFAULTS),
    apiKey,
    baseUrl,
    origin: new URL(baseUrl).origin,
    rateLimit: readRateLimit(options.rateLimit),
    fetch: options.fetch,
    report: createReporter(options, scrub),
    scrub,
  }
}

/** @throws {UsageError} for options that cannot work */
export function readCallOptions(options: CallOptions, defaults: CallSettings): CallSettings {
  requireObject('options', options)
  const own = ownOf(options)
  const { signal, timeout = defaults.timeout, deadline = defaults.deadline, retry = defaults.retry, headers } = own
  requireNumber('timeout', timeout, 1, MOST_MILLISECONDS)
  if (deadline !== undefined) requireNumber('deadline', deadline, 1, MOST_MILLISECONDS)
  if (retry !== false) {
    requireNumber('retry', retry, 0, MOST_RETRIES)
    if (!Number.isInteger(retry)) throw new UsageError(`The option retry must be a whole number, got ${retry}.`)
  }
  requireSignal(signal)
  return { signal, timeout, deadline, retry, headers: headers === undefined ? {} : requireHeaders(headers) }
}

/** Not by class: test environments such as jsdom have one of their own. */
export function requireSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined) return
  const { aborted, addEventListener, removeEventListener } = Object(signal)
  const isSignal = typeof addEventListener === 'function' && typeof removeEventListener === 'function'
  if (isSignal && typeof aborted === 'boolean') return
  throw new UsageError('The option signal must be an AbortSignal, such as the `signal` of an AbortController.')
}

function readRateLimit(rateLimit: ClientOptions['rateLimit'] = {}): Settings['rateLimit'] {
  if (rateLimit === false) return undefined
  requireObject('rateLimit', rateLimit)
  const { perSecond = 10, share = true } = ownOf(rateLimit)
  requireOptional('boolean', 'rateLimit.share', share)
  requireNumber('rateLimit.perSecond', perSecond, Number.MIN_VALUE, MOST_PER_SECOND)
  return { perSecond: Math.max(perSecond, 1_000 / MOST_MILLISECONDS), share }
}

/** What `fetch` decides by itself, and refuses or ignores where it is given. */
const CONNECTION_HEADER =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-connection)$/

/** Headers by lower-case names, so that later ones replace earlier ones of the same name. */
export function requireHeaders(headers: NonNullable<ClientOptions['headers']>): Readonly<Record<string, string>> {
  requireObject('headers', headers)
  const isHeaders = Object.prototype.toString.call(headers) === '[object Headers]'
  if (!isHeaders && Symbol.iterator in headers) {
    throw new UsageError('The option headers must be an object of names and values, or Headers.')
  }
  const given: [string, unknown][] = isHeaders ? [...(headers as unknown as Headers)] : Object.entries(ownOf(headers))
  const entries = given.filter((entry): entry is [string, string] => entry[1] !== undefined)
  const wrong = entries.find(([name, value]) => typeof value !== 'string' || CONNECTION_HEADER.test(name.toLowerCase()))
  if (wrong) {
    const problem = typeof wrong[1] === 'string' ? 'is set by fetch itself' : `must be a text, got ${quoted(wrong[1])}`
    throw new UsageError(`The option headers is wrong: "${wrong[0]}" ${problem}.`)
  }
  try {
    return Object.fromEntries(new Headers(entries))
  } catch {
    // What the runtime says repeats the value, which may be a secret.
    throw new UsageError('The option headers must be valid HTTP headers: names without blanks, values of one line.')
  }
}

/** No message repeats the key. */
function requireKey(apiKey = environment('TESTSIGMA_API_KEY')): string {
  const advice = 'Pass createClient({ apiKey }) or set the variable TESTSIGMA_API_KEY.'
  if (apiKey === undefined || apiKey === '') throw new UsageError(`The API key is missing. ${advice}`)
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError(`The API key is not one ASCII word. ${advice}`)
  }
  if (/^https?:/i.test(apiKey))
    throw new UsageError(`The API key is an address: are apiKey and baseUrl swapped? ${advice}`)
  return apiKey
}

/**
 * No message repeats the value, which may be the key.
 * @returns the address without a slash at its end
 */
function requireUrl(
  baseUrl: unknown = environment('TESTSIGMA_BASE_URL') ?? DEFAULT_BASE_URL,
  allowInsecure: boolean | undefined,
): string {
  const refuse = (problem: string) =>
    new UsageError(
      `The option baseUrl (variable TESTSIGMA_BASE_URL) must be an address such as "${DEFAULT_BASE_URL}": ${problem}.`,
    )
  requireOptional('boolean', 'allowInsecure', allowInsecure)
  if (typeof baseUrl === 'string' && /[\s\\]/.test(baseUrl)) throw refuse('there is a blank or a backslash in it')
  if (typeof baseUrl !== 'string' || !/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw refuse('it is none that begins with https://')
  }
  const { protocol, hostname, origin, pathname, search, hash, username, password } = new URL(baseUrl)
  if (username || password) throw refuse('there are a name or a password in it')
  if (search || hash || /[?#]/.test(baseUrl)) throw refuse('there is a query or a fragment in it')
  if (protocol === 'http:' && !isLoopback(hostname) && !allowInsecure) {
    throw refuse('over http: the key would go to another machine in plain text; allow that with allowInsecure: true')
  }
  return origin + pathname.replace(/\/+$/, '')
}

/** `local` is no name that DNS resolves: what is sent there by a `fetch` of its own stays in the process. */
function isLoopback(hostname: string): boolean {
  return /^(local|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

export function requireNumber(option: string, value: unknown, least: number, most: number): void {
  if (typeof value === 'number' && value >= least && value <= most) return
  const from = least === Number.MIN_VALUE ? 'above 0, up to' : `from ${least} to`
  throw new UsageError(`The option ${option} must be a number ${from} ${most}, got ${quoted(value)}.`)
}

function requireObject(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  const place = name === 'options' ? 'The options' : `The option ${name}`
  throw new UsageError(`${place} must be an object, got ${quoted(value)}.`)
}

function requireOptional(kind: 'boolean' | 'function', option: string, value: unknown): void {
  if (value === undefined || typeof value === kind) return
  throw new UsageError(`The option ${option} must be a ${kind}, got ${quoted(value)}.`)
}

/** What kind of value it is; only numbers are repeated, as text may be a secret. */
function quoted(value: unknown): string {
  if (typeof value === 'number' || value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** Browsers have no environment. */
function environment(name: string): string | undefined {
  return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined
}
