import { attempt } from './describe.ts'

/** Removes secrets from text of other sources. */
export type Scrub = (text: string) => string

/** Shorter keys occur in ordinary text by chance. */
const SHORTEST_KEY = 6

/** Characters by which a key is recognised whose end somebody has cut off. */
const BEGINNING = 16

/** Limits of depth and length, because the input may be of any size. */
const DEEPEST_VALUE = 200
const DEEPEST_CAUSE = 8
const LONGEST_TEXT = 10_000

/** For text that may echo the key, plain or escaped, or contain a URL with a user name and a password. */
export function createScrubber(apiKey: string): Scrub {
  const whole = [...apiKey].map(written)
  const cut = `${whole.slice(0, BEGINNING).join('')}[\\w.=-]*`
  const pattern = whole.join('') + (whole.length > BEGINNING ? `|${cut}` : '')
  const key = whole.length < SHORTEST_KEY ? undefined : new RegExp(pattern, 'gi')
  return (text) => {
    const withoutKey = key ? text.replace(key, '***') : text
    return withoutKey.replaceAll(/(:\/\/)[^/?#\s"'@]*@/g, '$1***@')
  }
}

/** A pattern for a character in plain text, JSON, URLs or HTML, even if it was escaped more than once. */
function written(character: string): string {
  const code = character.charCodeAt(0)
  const hex = code.toString(16)
  const literal = /\w/.test(character) ? character : `\\${character}`
  return `(?:\\\\*${literal}|\\\\+u00${hex}|%(?:25)*${hex}|&#(?:${code}|x${hex});)`
}

/** Parsed JSON without secrets in its values and names. */
export function scrubValue(value: unknown, scrub: Scrub, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST_VALUE) return '...'
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, scrub, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [scrub(name), scrubValue(item, scrub, depth + 1)]),
  )
}

/** Headers without secrets. */
export function scrubHeaders(headers: { get(name: string): string | null }, scrub: Scrub): Headers {
  const scrubbed = new Headers()
  // A custom response may implement only `get`.
  for (const [name, value] of Symbol.iterator in headers ? (headers as Headers) : []) {
    scrubbed.append(name, scrub(value))
  }
  return scrubbed
}

/**
 * Returns the same error if it consists only of strings and numbers without secrets. Otherwise, returns a copy of its
 * name, message, code, stack and cause, because anything else, such as the request, may contain the key. `undefined` if
 * reading it throws.
 */
export function scrubCause(cause: unknown, scrub: Scrub): unknown {
  return attempt(() => scrubError(cause, scrub, 0))
}

function scrubError(thrown: unknown, scrub: Scrub, depth: number): unknown {
  if (typeof thrown === 'symbol') return scrub(String(thrown))
  if (Object(thrown) !== thrown) return scrubValue(thrown, scrub)
  const error = thrown as Error & { readonly code?: unknown }
  const cause = depth < DEEPEST_CAUSE ? scrubError(error.cause, scrub, depth + 1) : undefined
  if (error instanceof Error && cause === error.cause && isClean(error, scrub)) return error
  const textOf = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? scrub(`${value}`).slice(0, LONGEST_TEXT) : ''
  const copy = new Error(textOf(error.message), cause === undefined ? undefined : { cause })
  const [name, code, stack] = [textOf(error.name) || 'Error', textOf(error.code), textOf(error.stack)]
  return Object.assign(copy, { name, ...(code && { code }), stack: stack || `${name}: ${copy.message}` })
}

/** Whether an error and its prototypes contain only numbers and strings without secrets. */
function isClean(error: Error, scrub: Scrub): boolean {
  const isCleanValue = (value: unknown) =>
    typeof value === 'string'
      ? scrub(value) === value
      : value === null || /^(undefined|number|boolean)$/.test(typeof value)
  if (![error.name, error.message, error.stack].every(isCleanValue)) return false
  for (let level = error; level !== Error.prototype; level = Object.getPrototypeOf(level)) {
    if (Object.getOwnPropertySymbols(level).length > 0) return false
    for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (/^(cause|stack|constructor)$/.test(name)) continue
      if (get || !isCleanValue(name) || !isCleanValue(value)) return false
    }
  }
  return true
}
