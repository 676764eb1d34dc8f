import { kept } from './limits.ts'
import type { ReportedTest } from './reported-test.ts'

/** Finds human IDs with one of the given prefixes, such as `DEMO`. */
export class IdFinder {
  readonly #patterns: RegExp[]
  /** Cache by the name of a suite, because each may contain very many tests. */
  readonly #idsOfSuites = new Map<string, string[]>()
  /** Cache by list of suites; the tests of a suite share one list. */
  readonly #idsOfLists = new WeakMap<readonly string[], string[]>()

  constructor(prefixes: Iterable<string>) {
    this.#patterns = [...prefixes].map(patternOf)
  }

  /**
   * The IDs of a test, as `DEMO-1`, in order: those in its properties, otherwise in its name, otherwise in its class
   * name, otherwise in the name of the innermost suite that has any.
   */
  idsOf({ properties, name, classname, suites }: ReportedTest): string[] {
    const found = properties.flatMap((property) => this.#idsInProperty(property))
    if (found.length > 0) return distinct(found)
    for (const text of [name, classname]) {
      const ids = this.in(text)
      if (ids.length > 0) return distinct(ids)
    }
    return this.#idsInSuites(suites)
  }

  in(text: string): string[] {
    return this.#patterns
      .flatMap((pattern) => Array.from(text.matchAll(pattern), ({ 0: id, index }) => ({ id, index })))
      .sort((one, other) => one.index - other.index)
      .map(({ id }) => normalised(id))
  }

  #idsInSuites(suites: readonly string[]): string[] {
    const known = this.#idsOfLists.get(suites)
    if (known) return known
    const ids = suites.map((suite) => this.#idsInSuite(suite)).findLast(({ length }) => length > 0) ?? []
    this.#idsOfLists.set(suites, ids)
    return ids
  }

  #idsInSuite(suite: string): string[] {
    const ids = this.#idsOfSuites.get(suite) ?? distinct(this.in(withoutHost(suite)))
    this.#idsOfSuites.set(suite, ids)
    return ids
  }

  /**
   * Other tools use these property names, too. But `testsigma` is our own: its value is an ID, even if it is unknown.
   */
  #idsInProperty({ name, value }: { name: string; value: string }): string[] {
    const ids = this.in(value)
    return ids.length > 0 || name !== 'testsigma' || value.trim() === '' ? ids : [value]
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].slice(0, kept.listed)
}

/** Removes the host, because it may look like an ID (`demo-1`). */
function withoutHost(suite: string): string {
  return suite.replace(/ on \S+$/, '')
}

/**
 * Matches `DEMO-1` and `DEMO_1` in any case, but not inside a word or another ID. In the exact case of the prefix, also
 * after a lowercase letter, as in `testDEMO_1`.
 */
function patternOf(prefix: string): RegExp {
  const literal = prefix.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  const anyCase = literal.replaceAll(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)
  const start = String.raw`(?:(?<![\p{L}\p{N}-])${anyCase}|(?<=\p{Ll})${literal})`
  return new RegExp(String.raw`${start}[-_]\d+(?![\p{L}\p{N}])`, 'gu')
}

/** Normalises an ID for comparison. */
export function normalised(id: string): string {
  return id
    .trim()
    .toUpperCase()
    .replace(/_(\d+)$/, '-$1')
}
