import type { Comparer } from './comparer.ts'
import { below, both, type Conjunction, conjunctionOf } from './conjunction.ts'
import { namedField } from './field.ts'
import { fieldValue, isLeftOut, requiredBy } from './fields.ts'
import { finiteValues, isValidBy } from './finite.ts'
import { rangeOf, typesOf } from './types.ts'

/** How deep alternatives are looked into that stand in alternatives. */
const MOST_NESTED = 4

/** Whether it is certain that no value is valid by both. */
export function areDisjoint(comparer: Comparer, one: Conjunction, other: Conjunction, depth = 0): boolean {
  if (one.isNever || other.isNever) return true
  const together = both(one, other)
  if (haveNoType(together) || haveNoValue(comparer, one, other) || haveNoValue(comparer, other, one)) return true
  if (excludes(comparer, one, other) || excludes(comparer, other, one)) return true
  if (isNarrowed(together, 'object') && lacksRequired(comparer, together, depth)) return true
  return (
    depth < MOST_NESTED &&
    (isDisjointFromEach(comparer, one, other, depth) || isDisjointFromEach(comparer, other, one, depth))
  )
}

function haveNoType(together: Conjunction): boolean {
  const types = [...typesOf(together)]
  if (!types.every((type) => type === 'integer' || type === 'fraction')) return false
  const { from, to } = rangeOf(together, new Set(types))
  return types.length === 0 || from > to
}

function isNarrowed(together: Conjunction, kind: string): boolean {
  return [...typesOf(together)].every((type) => type === kind)
}

/** Whether the few values that one allows are all refused by the other. */
function haveNoValue({ validator }: Comparer, finite: Conjunction, against: Conjunction): boolean {
  const values = finiteValues(finite, validator)
  return values?.every((value) => against.facets.some((facet) => isValidBy(validator, facet, value) === false)) ?? false
}

/** Whether one says that what the other demands is not valid. */
function excludes(comparer: Comparer, one: Conjunction, other: Conjunction): boolean {
  return one.facets.some(
    (facet) => facet.schema.not !== undefined && comparer.holds(other, conjunctionOf([below(facet, 'not')])),
  )
}

/** A required field, such as a discriminator, that cannot have a value valid by both. */
export function lacksRequired(comparer: Comparer, together: Conjunction, depth = 0): boolean {
  return [...requiredBy(together)].some((name) => {
    if (isLeftOut(comparer, together, name)) return false
    const value = fieldValue(comparer, together, namedField(name, []))
    return value.isNever || (depth < MOST_NESTED && isEmpty(comparer, value, depth + 1))
  })
}

/** Whether it is certain that nothing is valid. */
function isEmpty(comparer: Comparer, value: Conjunction, depth: number): boolean {
  return areDisjoint(comparer, value, conjunctionOf([]), depth)
}

function isDisjointFromEach(comparer: Comparer, one: Conjunction, other: Conjunction, depth: number): boolean {
  return other.facets.some((facet) =>
    (['anyOf', 'oneOf'] as const).some((keyword) => {
      const list = facet.schema[keyword]
      if (!Array.isArray(list)) return false
      return list.every((_, index) =>
        areDisjoint(comparer, one, conjunctionOf([below(facet, keyword, index)]), depth + 1),
      )
    }),
  )
}
