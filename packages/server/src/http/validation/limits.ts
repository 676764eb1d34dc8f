/** What a request may hold, whatever the contract says about it: so much can be validated and explained in no time. */
const limits = {
  /** How deep arrays and objects may be inside each other. */
  depth: 32,
  /** Entries of one array, or fields of one object. */
  entries: 10_000,
  /** Values in all. */
  values: 100_000,
  /** Characters of one text. */
  characters: 100_000,
}

/** Which limit a body breaks, as a sentence about it. Without recursion, which a deep body would use up. */
export function brokenLimit(body: unknown): string | undefined {
  let level: object[] = isNested(body) ? [body] : []
  let values = 0
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limits.depth) return `must not be nested deeper than ${limits.depth} levels`
    const next: object[] = []
    for (const parent of level) {
      const children: unknown[] = Array.isArray(parent) ? parent : Object.values(parent)
      if (children.length > limits.entries) {
        return `must not have an array or object of more than ${limits.entries} entries, got ${children.length}`
      }
      values += children.length
      if (values > limits.values) return `must not have more than ${limits.values} values in all`
      for (const child of children) {
        if (isNested(child)) next.push(child)
        else if (typeof child === 'string' && child.length > limits.characters) {
          return `must not have a text of more than ${limits.characters} characters, got ${child.length}`
        }
      }
    }
    level = next
  }
  return undefined
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
