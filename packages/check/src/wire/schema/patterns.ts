import { isObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, type Conjunction, conjunctionOf, type Facet } from './conjunction.ts'
import { type Failure, failure, within } from './failure.ts'
import { isClosed, otherFields, patternsBy } from './fields.ts'
import type { Located } from './source.ts'

/** Why fields whose names match a pattern may not be valid by a facet of `wanted`. */
export function patternFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facet: Facet,
): readonly Failure[] {
  const own = isObject(facet.schema.patternProperties) ? Object.keys(facet.schema.patternProperties) : []
  // Of a pattern that only an alternative has, any value may come; each alternative by itself says which.
  const patterns = patternsBy(given)
  return [
    ...own.flatMap((pattern) => {
      const known = given.facets.flatMap((other) => partFor(other, pattern))
      const others = patterns.has(pattern) ? conjunctionOf([]) : otherFields(given, comparer.direction)
      const values = known.length > 0 ? conjunctionOf(known) : others
      return within(`/${pattern}/`, comparer.failures(values, conjunctionOf(partFor(facet, pattern))))
    }),
    ...[...patterns]
      .filter((pattern) => !own.includes(pattern))
      .flatMap((pattern) => restFailures(comparer, given, wanted, facet, pattern)),
  ]
}

/** Fields that match a pattern which a facet does not have are others to it. */
function restFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facet: Facet,
  pattern: string,
): readonly Failure[] {
  const values = conjunctionOf(given.facets.flatMap((other) => partFor(other, pattern)))
  if (facet.schema.additionalProperties !== undefined) {
    return within(`/${pattern}/`, comparer.failures(values, conjunctionOf([below(facet, 'additionalProperties')])))
  }
  const isRefused = comparer.direction === 'request' && isClosed(wanted) && !patternsBy(wanted).has(pattern)
  return isRefused && !values.isNever ? [failure('patternProperties', facet, given)] : []
}

function partFor(facet: Facet, pattern: string): Located[] {
  const patterns = facet.schema.patternProperties
  return isObject(patterns) && Object.hasOwn(patterns, pattern) ? [below(facet, 'patternProperties', pattern)] : []
}
