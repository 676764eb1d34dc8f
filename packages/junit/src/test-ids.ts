import { kept } from './limits.ts'
import type { ReportedTest } from './reported-test.ts'

/** Finds human IDs that start with one of some prefixes, such as `DEMO`. */
export class IdFinder {
  readonly #patterns: RegExp[]

  constructor(prefixes: Iterable<string>) {
    this.#patterns = [...prefixes].map(patternOf)
  }

  /** The IDs that a test names: in its properties, else in its name, else in its class name. In order, as `DEMO-1`. */
  idsOf({ properties, name, classname }: ReportedTest): string[] {
    for (const ids of [
      properties.flatMap((property) => this.#idsInProperty(property)),
      this.in(name),
      this.in(classname),
    ]) {
      if (ids.length > 0) return [...new Set(ids)].slice(0, kept.listed)
    }
    return []
  }

  in(text: string): string[] {
    return this.#patterns
      .flatMap((pattern) => Array.from(text.matchAll(pattern), ({ 0: id, index }) => ({ id, index })))
      .sort((one, other) => one.index - other.index)
      .map(({ id }) => normalised(id))
  }

  /** Other tools use these names too, but `testsigma` means us: what it says is an ID, also one that nobody knows. */
  #idsInProperty({ name, value }: { name: string; value: string }): string[] {
    const ids = this.in(value)
    return ids.length > 0 || name !== 'testsigma' ? ids : [value]
  }
}

/**
 * `DEMO-1` and `DEMO_1`, whatever their case, but not inside of a word or another ID; written as the prefix is also
 * after a lowercase letter, as in `testDEMO_1`.
 */
function patternOf(prefix: string): RegExp {
  const literal = prefix.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  const anyCase = literal.replaceAll(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)
  const start = String.raw`(?:(?<![\p{L}\p{N}-])${anyCase}|(?<=\p{Ll})${literal})`
  return new RegExp(String.raw`${start}[-_]\d+(?![\p{L}\p{N}])`, 'gu')
}

/** The form in which IDs are compared. */
export function normalised(id: string): string {
  return id
    .trim()
    .toUpperCase()
    .replace(/_(\d+)$/, '-$1')
}
