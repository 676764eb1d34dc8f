import { isObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, both, type Conjunction, conjunctionOf, type Facet } from './conjunction.ts'
import { areDisjoint } from './disjoint.ts'
import { type Failure, failure, isBreaking } from './failure.ts'

/** Why `given` may not keep to the alternatives and conditions of a facet. */
export function choiceFailures(comparer: Comparer, given: Conjunction, facet: Facet): readonly Failure[] {
  return [
    ...alternativeFailures(comparer, given, facet, 'anyOf'),
    ...alternativeFailures(comparer, given, facet, 'oneOf'),
    ...notFailures(comparer, given, facet),
    ...conditionFailures(comparer, given, facet),
    ...unevaluatedItemFailures(comparer, given, facet),
  ]
}

function alternativeFailures(
  comparer: Comparer,
  given: Conjunction,
  facet: Facet,
  keyword: 'anyOf' | 'oneOf',
): readonly Failure[] {
  const list = facet.schema[keyword]
  if (!Array.isArray(list) || saysTheSame(comparer, given, facet, keyword)) return []
  const alternatives = list.map((_, index) => conjunctionOf([below(facet, keyword, index)]))
  const tries = alternatives.map((alternative, index) => {
    const others = keyword === 'oneOf' ? alternatives.filter((_, other) => other !== index) : []
    const failures = comparer.failures(given, alternative)
    if (breaks(failures) > 0) return failures
    const overlap = others.some((other) => !areDisjoint(comparer, both(given, alternative), other))
    return [...failures, ...(overlap ? [failure(keyword, facet, given)] : [])]
  })
  const [best = []] = tries.sort((a, b) => breaks(a) - breaks(b) || a.length - b.length)
  return breaks(best) === 0 ? best : [failure(keyword, facet, given)]
}

function breaks(failures: readonly Failure[]): number {
  return failures.filter(isBreaking).length
}

function notFailures(comparer: Comparer, given: Conjunction, facet: Facet): Failure[] {
  if (facet.schema.not === undefined || saysTheSame(comparer, given, facet, 'not')) return []
  return areDisjoint(comparer, given, conjunctionOf([below(facet, 'not')])) ? [] : [failure('not', facet, given)]
}

function conditionFailures(comparer: Comparer, given: Conjunction, facet: Facet): Failure[] {
  if (facet.schema.if === undefined || saysTheSame(comparer, given, facet, 'if')) return []
  const [condition, then, otherwise] = ['if', 'then', 'else'].map((keyword) =>
    conjunctionOf([below(facet, keyword)]),
  ) as [Conjunction, Conjunction, Conjunction]
  const isThen = areDisjoint(comparer, given, condition) || comparer.holds(both(given, condition), then)
  const isElse = isThen && (comparer.holds(given, otherwise) || comparer.holds(given, condition))
  return isThen && isElse ? [] : [failure('if', facet, given)]
}

function unevaluatedItemFailures(comparer: Comparer, given: Conjunction, facet: Facet): Failure[] {
  const { unevaluatedItems } = facet.schema
  const matters =
    unevaluatedItems !== undefined &&
    unevaluatedItems !== true &&
    !(isObject(unevaluatedItems) && Object.keys(unevaluatedItems).length === 0)
  return matters && !saysTheSame(comparer, given, facet, 'unevaluatedItems')
    ? [failure('unevaluatedItems', facet, given)]
    : []
}

/** Whether `given` has the keyword, with the same meaning. */
function saysTheSame({ canonical }: Comparer, given: Conjunction, facet: Facet, keyword: string): boolean {
  const text = canonical.keyword(facet, keyword)
  return given.facets.some((other) => other.schema[keyword] !== undefined && canonical.keyword(other, keyword) === text)
}
