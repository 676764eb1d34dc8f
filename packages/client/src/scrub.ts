/** Takes secrets out of text that comes from outside. */
export type Scrub = (text: string) => string

/** Shorter keys occur by chance in any text. */
const SHORTEST_KEY = 6

/** How many levels are looked at. */
const DEEPEST_VALUE = 200
const DEEPEST_CAUSE = 8
const LONGEST_TEXT = 10_000

/** For text that may echo the key, as it is or escaped, or name a user and a password in an address. */
export function createScrubber(apiKey: string): Scrub {
  const key = apiKey.length < SHORTEST_KEY ? undefined : new RegExp([...apiKey].map(written).join(''), 'gi')
  return (text) => {
    const withoutKey = key ? text.replace(key, '***') : text
    return withoutKey.replaceAll(/(:\/\/)[^/?#\s"'@]*@/g, '$1***@')
  }
}

/** What stands for a character in text, in JSON or in an address. */
function written(character: string): string {
  const hex = character.charCodeAt(0).toString(16)
  const literal = /\w/.test(character) ? character : `\\${character}`
  return `(?:\\\\?${literal}|\\\\u00${hex}|%${hex})`
}

/** Parsed JSON without secrets, neither in its values nor in its names. */
export function scrubValue(value: unknown, scrub: Scrub, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST_VALUE) return '...'
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, scrub, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [scrub(name), scrubValue(item, scrub, depth + 1)]),
  )
}

/** Headers as they are, without secrets. */
export function scrubHeaders(headers: { get(name: string): string | null }, scrub: Scrub): Headers {
  const scrubbed = new Headers()
  for (const [name, value] of Object.entries(Object.fromEntries(headers as Headers))) {
    scrubbed.append(name, scrub(value))
  }
  return scrubbed
}

/**
 * The same error where it consists of texts and numbers without a secret in them. Else a copy of its name, message, code,
 * stack and cause: whatever else there is, such as the request, may hold the key.
 */
export function scrubCause(cause: unknown, scrub: Scrub, depth = 0): unknown {
  if (typeof cause === 'symbol') return scrub(String(cause))
  if (Object(cause) !== cause) return scrubValue(cause, scrub)
  const from = cause as object
  const inner = depth < DEEPEST_CAUSE ? scrubCause(read(from, 'cause'), scrub, depth + 1) : undefined
  if (from instanceof Error && inner === read(from, 'cause') && isClean(from, scrub)) return from
  const textOf = (name: string): string => {
    const value = read(from, name)
    return typeof value === 'string' || typeof value === 'number' ? scrub(`${value}`).slice(0, LONGEST_TEXT) : ''
  }
  const copy = new Error(textOf('message'), inner === undefined ? undefined : { cause: inner })
  const [name, code, stack] = [textOf('name') || 'Error', textOf('code'), textOf('stack')]
  return Object.assign(copy, { name, ...(code && { code }), stack: stack || `${name}: ${copy.message}` })
}

function isClean(error: Error, scrub: Scrub): boolean {
  const isCleanValue = (value: unknown) =>
    typeof value === 'string'
      ? scrub(value) === value
      : !['object', 'function', 'symbol'].includes(typeof value) || value === null
  const own = Object.entries(Object.getOwnPropertyDescriptors(error)).filter(([name]) => !/^(cause|stack)$/.test(name))
  return (
    Object.getOwnPropertySymbols(error).length === 0 &&
    [error.name, error.message, error.stack].every(isCleanValue) &&
    own.every(([name, { get, value }]) => !get && isCleanValue(name) && isCleanValue(value))
  )
}

/** Getters may throw. */
function read(from: object, name: string): unknown {
  try {
    return from[name as keyof object]
  } catch {
    return undefined
  }
}
