import { attempt, kindOf, tagOf } from './describe.ts'
import { UsageError } from './errors.ts'
import type { ClientOptions } from './options.ts'
import { ownOf } from './own.ts'

/** Timers accept at most 2³¹ - 1 milliseconds; this is eleven days. */
export const MOST_MILLISECONDS = 1e9

export function requireNumber(option: string, value: unknown, least: number, most: number): void {
  if (typeof value === 'number' && value >= least && value <= most) return
  const from = least === Number.MIN_VALUE ? 'above 0, up to' : `from ${least} to`
  throw new UsageError(`The option ${option} must be a number ${from} ${most}, got ${kindOf(value)}.`)
}

/** Checks an optional option. */
export function requireKind(kind: 'boolean' | 'function' | 'string', option: string, value: unknown): void {
  if (value === undefined || typeof value === kind) return
  throw new UsageError(`The option ${option} must be a ${kind}, got ${kindOf(value)}.`)
}

/** Not checked with `instanceof`, because test environments such as jsdom have a class of their own. */
export function requireSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined) return
  const isSignal = attempt(() => {
    const { aborted, addEventListener, removeEventListener } = Object(signal)
    const kinds = [aborted, addEventListener, removeEventListener].map((it) => typeof it)
    return kinds.join() === 'boolean,function,function'
  })
  if (isSignal) return
  throw new UsageError('The option signal must be an AbortSignal.')
}

/** Headers that `fetch` sets itself; it rejects or ignores them in options. */
const CONNECTION_HEADER =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-connection)$/

/** Returns headers by lower-case name, so that later ones replace earlier ones of the same name. */
export function requireHeaders(headers: NonNullable<ClientOptions['headers']>): Readonly<Record<string, string>> {
  const given: Iterable<[string, unknown]> =
    tagOf(headers) === 'Headers' ? (headers as Headers) : Object.entries(ownOf('The option headers', headers))
  const entries: [string, string][] = []
  for (const [name, value] of given) {
    if (value === undefined) continue
    requireKind('string', `headers: "${name}"`, value)
    if (CONNECTION_HEADER.test(name.toLowerCase())) {
      throw new UsageError(`The option headers must not contain "${name}": fetch itself sets it.`)
    }
    entries.push([name, value as string])
  }
  try {
    return Object.fromEntries(new Headers(entries))
  } catch {
    // The runtime's message quotes the value, which may be a secret.
    throw new UsageError(
      'The option headers must be valid HTTP headers: names without spaces, values without line breaks.',
    )
  }
}
