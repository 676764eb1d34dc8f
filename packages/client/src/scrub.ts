/** Takes secrets out of text that comes from outside. */
export type Scrub = (text: string) => string

/** Shorter keys occur by chance in any text. */
const SHORTEST_KEY = 6

/** For text that may echo the key, as it is or encoded, or name a user and a password in an address. */
export function createScrubber(apiKey: string): Scrub {
  const secrets = apiKey.length < SHORTEST_KEY ? [] : [...new Set([apiKey, encodeURIComponent(apiKey)])]
  return (text) => {
    const withoutKey = secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
    return withoutKey.replaceAll(/(:\/\/)[^/?#\s"'@]*@/g, '$1***@')
  }
}

/** Headers as they are, without secrets. */
export function scrubHeaders(headers: { get(name: string): string | null }, scrub: Scrub): Headers {
  const scrubbed = new Headers()
  for (const [name, value] of Object.entries(Object.fromEntries(headers as Headers))) {
    scrubbed.append(name, scrub(value))
  }
  return scrubbed
}

/** The same error where there is no secret in it, else a copy without. */
export function scrubCause(cause: unknown, scrub: Scrub, depth = 0): unknown {
  if (typeof cause === 'string') return scrub(cause)
  if (!(cause instanceof Error) || depth > 8) return cause
  const inner = scrubCause(cause.cause, scrub, depth + 1)
  const fields = Object.entries(cause).filter(([, value]) => typeof value === 'string') as [string, string][]
  const texts = [cause.message, cause.stack ?? '', ...fields.map(([, value]) => value)]
  if (inner === cause.cause && texts.every((text) => scrub(text) === text)) return cause
  const copy = new Error(scrub(cause.message), inner === undefined ? undefined : { cause: inner })
  const scrubbed = Object.fromEntries(fields.map(([name, value]) => [name, scrub(value)]))
  return Object.assign(copy, scrubbed, { name: cause.name, stack: scrub(cause.stack ?? '') })
}
