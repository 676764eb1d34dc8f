/** Limits for every request, independent of the contract, so that it can be read, validated and explained quickly. */
export const limits = {
  /** Bytes of a JSON document in a form. */
  document: 4 * 2 ** 20,
  /** Nesting depth of arrays and objects. */
  depth: 32,
  /** Entries of an array, or fields of an object. */
  entries: 10_000,
  /** Total number of values. */
  values: 100_000,
  /** Characters of a string. */
  characters: 100_000,
} as const

const [quote, backslash, comma] = [...'"\\,'].map(codeOf)
const [openArray, closeArray, openObject, closeObject] = [...'[]{}'].map(codeOf)

/**
 * The limit that a JSON document exceeds, as a message. Scans the text without parsing, which would take far longer and
 * up to a hundred times the memory. The result for invalid JSON is arbitrary.
 */
export function brokenLimit(json: string): string | undefined {
  /** Number of commas in each enclosing array and object. */
  const commas: number[] = []
  let values = 1
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === quote) {
      const end = endOfText(json, at)
      if (end - at > limits.characters && charactersOf(json.slice(at, end + 1)) > limits.characters) {
        return `must not have a text of more than ${limits.characters} characters`
      }
      at = end
    } else if (code === comma) {
      const count = (commas.pop() ?? 0) + 1
      commas.push(count)
      if (count >= limits.entries) return `must not have an array or object of more than ${limits.entries} entries`
      if (++values > limits.values) return `must not have more than ${limits.values} values in all`
    } else if (code === openArray || code === openObject) {
      commas.push(0)
      if (commas.length > limits.depth) return `must not be nested deeper than ${limits.depth} levels`
      if (++values > limits.values) return `must not have more than ${limits.values} values in all`
    } else if (code === closeArray || code === closeObject) commas.pop()
  }
  return undefined
}

/** Index of the quote that ends the string starting here. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let backslashes = 0
    while (json.charCodeAt(end - 1 - backslashes) === backslash) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return json.length
}

/** Counts each escape sequence as one character. */
function charactersOf(text: string): number {
  try {
    return String(JSON.parse(text)).length
  } catch {
    return text.length
  }
}

function codeOf(character: string): number {
  return character.charCodeAt(0)
}
