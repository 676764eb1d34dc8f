import { isObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, both, type Conjunction, conjunctionOf, type Facet, without } from './conjunction.ts'
import { areDisjoint } from './disjoint.ts'
import { type Failure, failure, isBreaking, nameOf } from './failure.ts'
import type { Located } from './source.ts'

/** Why `given` may not keep to the alternatives and conditions of a facet of `wanted`. */
export function choiceFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facet: Facet,
): readonly Failure[] {
  return [
    ...alternativeFailures(comparer, given, wanted, facet, 'anyOf'),
    ...alternativeFailures(comparer, given, wanted, facet, 'oneOf'),
    ...notFailures(comparer, given, facet),
    ...conditionFailures(comparer, given, wanted, facet),
    ...(['unevaluatedItems', 'unevaluatedProperties'] as const).flatMap((keyword) =>
      sameFailures(comparer, given, facet, keyword),
    ),
  ]
}

/** Alternatives that `given` consists of, to be looked at one by one. */
export function splitOf({ facets }: Conjunction) {
  for (const facet of facets) {
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const alternatives = branches(facet, keyword)
      if (alternatives.length > 0) return { facet, keyword, alternatives }
    }
  }
  return undefined
}

function branches(facet: Facet, keyword: 'anyOf' | 'oneOf'): Located[] {
  const list = facet.schema[keyword]
  return Array.isArray(list) ? list.map((_, index) => below(facet, keyword, index)) : []
}

function alternativeFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facet: Facet,
  keyword: 'anyOf' | 'oneOf',
): readonly Failure[] {
  const alternatives = branches(facet, keyword).map((branch) => conjunctionOf([branch], true))
  if (alternatives.length === 0 || saysTheSame(comparer, given, facet, keyword)) return []
  const rest = without(wanted, facet, keyword)
  const known = new Set(comparer.failures(given, rest).map(nameOf))
  const tries = alternatives.map((alternative, index) => {
    const others = keyword === 'oneOf' ? alternatives.filter((_, other) => other !== index) : []
    const overlap = others.some((other) => !areDisjoint(comparer, both(given, alternative), other))
    const failures = comparer.failures(given, both(rest, alternative)).filter((each) => !known.has(nameOf(each)))
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

function conditionFailures(comparer: Comparer, given: Conjunction, wanted: Conjunction, facet: Facet): Failure[] {
  const { schema } = facet
  if (schema.if === undefined || saysTheSame(comparer, given, facet, 'if')) return []
  const rest = without(wanted, facet, 'if', 'then', 'else')
  const known = new Set(comparer.failures(given, rest).map(nameOf))
  const holds = (keyword: 'if' | 'then' | 'else') => {
    if (schema[keyword] === undefined) return true
    const failures = comparer.failures(given, both(rest, conjunctionOf([below(facet, keyword)], true)))
    return failures.every((each) => !isBreaking(each) || known.has(nameOf(each)))
  }
  const [isThen, isElse] = [holds('then'), holds('else')]
  if ((isThen || areDisjoint(comparer, given, conjunctionOf([below(facet, 'if')]))) && (isElse || holds('if')))
    return []
  return [failure('if', facet, given)]
}

function sameFailures(comparer: Comparer, given: Conjunction, facet: Facet, keyword: string): Failure[] {
  const value = facet.schema[keyword]
  const matters = value !== undefined && value !== true && !(isObject(value) && Object.keys(value).length === 0)
  return matters && !saysTheSame(comparer, given, facet, keyword) ? [failure(keyword, facet, given)] : []
}

/** Whether `given` has the keyword, with the same meaning. */
function saysTheSame({ canonical }: Comparer, given: Conjunction, facet: Facet, keyword: string): boolean {
  const text = canonical.keyword(facet, keyword)
  return given.facets.some((other) => other.schema[keyword] !== undefined && canonical.keyword(other, keyword) === text)
}
