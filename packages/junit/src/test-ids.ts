import { kept } from './limits.ts'
import type { ReportedTest } from './reported-test.ts'

/** Finds human IDs that start with one of some prefixes, such as `DEMO`. */
export class IdFinder {
  readonly #patterns: RegExp[]

  constructor(prefixes: Iterable<string>) {
    this.#patterns = [...prefixes].map(patternOf)
  }

  /**
   * The IDs that a test names: in its properties, else in its name, else in its class name, else in the name of the
   * innermost suite that has some. In order, as `DEMO-1`.
   */
  idsOf({ properties, name, classname, suites }: ReportedTest): string[] {
    const found = properties.flatMap((property) => this.#idsInProperty(property))
    if (found.length > 0) return distinct(found)
    for (const text of [name, classname, ...suites.map(withoutHost).reverse()]) {
      const ids = this.in(text)
      if (ids.length > 0) return distinct(ids)
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

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].slice(0, kept.listed)
}

/** A machine may be called demo-1. */
function withoutHost(suite: string): string {
  return suite.replace(/ on \S+$/, '')
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
