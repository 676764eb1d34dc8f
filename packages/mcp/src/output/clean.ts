/**
 * Invisible characters, in which text for assistants can be hidden: control characters, direction marks, zero-width
 * spaces, and everything else that Unicode classifies as ignorable. Those that emojis and some scripts need are
 * allowed, but not in longer sequences than these need.
 */
const invisible =
  /[[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]--[\t\n\r\u200c\u200d\ufe0e\ufe0f]]|[\u200c\u200d\ufe0e\ufe0f]{3,}/gv

/** Characters by which a key is recognised whose rest a message has cut off. */
const beginning = 12

/** Makes invisible characters visible, and removes the key, also where it is cut off. */
export function createCleaner(apiKey: string): (text: string) => string {
  const [start, rest] = [apiKey.slice(0, beginning), apiKey.slice(beginning)]
  const withoutRest = (after: string) => after.slice(commonLength(after, rest))
  return (text) => {
    const [before = '', ...others] = text.split(start)
    return [before, ...others.map(withoutRest)].join('[API key]').replace(invisible, show)
  }
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < other.length && one[length] === other[length]) length += 1
  return length
}

/** Cleans every string in a JSON value, including field names. */
export function cleanValue(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map((each) => cleanValue(each, clean))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [clean(name), cleanValue(each, clean)]))
}

function show(characters: string): string {
  return [...characters].map((each) => `<U+${hexOf(each)}>`).join('')
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
