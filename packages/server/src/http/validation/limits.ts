/** What a request may hold, whatever the contract says about it: so much can be read, validated and explained in no time. */
export const limits = {
  /** Bytes of a JSON document in a form. */
  document: 4 * 2 ** 20,
  /** How deep arrays and objects may be inside each other. */
  depth: 32,
  /** Entries of one array, or fields of one object. */
  entries: 10_000,
  /** Values in all. */
  values: 100_000,
  /** Characters of one text. */
  characters: 100_000,
} as const

const [quote, backslash, comma] = [...'"\\,'].map(codeOf)
const [openArray, closeArray, openObject, closeObject] = [...'[]{}'].map(codeOf)

/**
 * Which limit a JSON document breaks, as a sentence about it. Looks at the text alone: making values of it would take far
 * longer, and up to a hundred times the memory. A text that is no JSON breaks some limit or none.
 */
export function brokenLimit(json: string): string | undefined {
  /** Of the arrays and objects around the place: how many commas each has. */
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

/** Where the quote is that ends the text which begins here. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let backslashes = 0
    while (json.charCodeAt(end - 1 - backslashes) === backslash) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return json.length
}

/** One for each escape, however it is written. */
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
