import { type Conjunction, type Facet, valuesOf } from './conjunction.ts'

export type Impact = 'addition' | 'breaking'

/** One reason why values of one schema are not all valid by another. */
export interface Failure {
  readonly impact: Impact
  readonly keyword: string
  /** The schema that says what does not hold. */
  readonly facet: Facet
  /** The name of the field, where it is about one: for `properties` and `required`. */
  readonly field?: string
  /** Where in the value: `steps[].title`; empty for the value itself. */
  readonly path: string
  /** What the other schema says of it, where it says anything. */
  readonly other: unknown
}

/** A constraint of a facet that does not hold for what is given. */
export function failure(keyword: string, facet: Facet, given?: Conjunction): Failure {
  const [other] = given ? valuesOf(given, keyword) : []
  return { impact: 'breaking', keyword, facet, path: '', other }
}

/** The same failures, of a part of the value. */
export function within(path: string, failures: readonly Failure[]): Failure[] {
  return failures.map((each) => {
    const glue = each.path === '' || each.path.startsWith('[') ? '' : '.'
    return { ...each, path: `${path}${glue}${each.path}` }
  })
}

export function isBreaking({ impact }: Failure): boolean {
  return impact === 'breaking'
}

/** To tell what is wrong with an alternative from what is wrong with what is beside it. */
export function nameOf({ facet, keyword, field = '', path }: Failure): string {
  return [facet.source.side, facet.origin, keyword, field, path].join(' ')
}
