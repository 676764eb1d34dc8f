import { UsageError } from './errors.ts'
import { DEFAULT_BASE_URL } from './generated/servers.ts'
import type { TransportOptions } from './transport.ts'

/** How to reach the API. Everything has a default but the key. */
export interface ClientOptions {
  /** The API key. @default the environment variable `TESTSIGMA_API_KEY` */
  readonly apiKey?: string
  /** Address of the API. @default the environment variable `TESTSIGMA_BASE_URL`, else the documented address */
  readonly baseUrl?: string
  /** Stands in for the global `fetch`. */
  readonly fetch?: TransportOptions['fetch']
  /** Milliseconds to wait for a complete answer. @default 60_000 */
  readonly timeout?: number
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Fills in the defaults. No message repeats the key. */
export function resolveOptions(options: ClientOptions): TransportOptions {
  return {
    apiKey: requireKey(options.apiKey ?? environment('TESTSIGMA_API_KEY')),
    baseUrl: requireUrl(options.baseUrl ?? environment('TESTSIGMA_BASE_URL') ?? DEFAULT_BASE_URL),
    // Looked up at each call, so that a global that is replaced later counts.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeout: requireTimeout(options.timeout ?? 60_000),
    headers: options.headers ?? {},
  }
}

function requireKey(apiKey: string | undefined): string {
  if (!apiKey) {
    throw new UsageError(
      'There is no API key. Pass createClient({ apiKey }) or set the environment variable TESTSIGMA_API_KEY.',
    )
  }
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError(
      'The API key (option apiKey, variable TESTSIGMA_API_KEY) has a space, a line break or another character that no key has.',
    )
  }
  return apiKey
}

function requireUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (url && /^https?:$/.test(url.protocol)) return baseUrl.replace(/\/+$/, '')
  throw new UsageError(
    `The option baseUrl (variable TESTSIGMA_BASE_URL) must be an address such as "${DEFAULT_BASE_URL}", got "${baseUrl}".`,
  )
}

function requireTimeout(timeout: number): number {
  if (timeout > 0 && timeout <= LONGEST_TIMEOUT) return timeout
  throw new UsageError(`The option timeout must be milliseconds between 1 and ${LONGEST_TIMEOUT}, got ${timeout}.`)
}

/** Timers take no more than a 32-bit number. */
const LONGEST_TIMEOUT = 2_147_483_647

/** Browsers have no environment. */
function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env?.[name] || undefined
}
