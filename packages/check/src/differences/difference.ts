import type { Term } from '../terms/term.ts'

/** One difference between the released and the current contract. */
export interface Difference {
  readonly kind: 'added' | 'changed' | 'renamed' | 'deprecated' | 'removed'
  /** Location in the release; for additions, the current location. */
  readonly term: Term
  readonly subject: Subject
  /** What differs, phrased to follow the subject's name: "field `last_name`". Empty for the subject as a whole. */
  readonly what: string
  readonly before?: string | undefined
  readonly after?: string | undefined
  /** What callers should do. */
  readonly advice?: string | undefined
}

/** An operation or a named type, by its released name, or the API as a whole. */
export interface Subject {
  readonly kind: 'operation' | 'type' | 'api'
  readonly name: string
}

/** Pairs removed with added items that are alike, and removes the pairs from both maps. */
export function pairRenamed<T>(
  gone: Map<string, T>,
  come: Map<string, T>,
  likeness: (value: T) => string,
): [from: string, to: string][] {
  const pairs: [string, string][] = []
  for (const [from, value] of gone) {
    const alike = [...come].filter(([, other]) => likeness(other) === likeness(value))
    const [to] = alike.length === 1 ? (alike[0] ?? []) : []
    if (to === undefined) continue
    pairs.push([from, to])
    come.delete(to)
  }
  for (const [from] of pairs) gone.delete(from)
  return pairs
}

/** The names that only one of two records has, with their values, and the common names. */
export function compareNames<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  return {
    gone: new Map(Object.entries(before).filter(([name]) => !Object.hasOwn(after, name))),
    come: new Map(Object.entries(after).filter(([name]) => !Object.hasOwn(before, name))),
    kept: Object.keys(before).filter((name) => Object.hasOwn(after, name)),
  }
}
