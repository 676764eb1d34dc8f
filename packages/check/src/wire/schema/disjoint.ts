import { isObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, type Conjunction, conjunctionOf } from './conjunction.ts'
import { finiteValues } from './finite.ts'
import { rangeOf, typesOf } from './types.ts'

/** Whether it is certain that no value is valid by both. */
export function areDisjoint(comparer: Comparer, one: Conjunction, other: Conjunction): boolean {
  if (one.isNever || other.isNever) return true
  const types = typesOf(one)
  const common = [...typesOf(other)].filter((type) => types.has(type))
  if (common.length === 0) return true
  for (const [finite, against] of [
    [one, other],
    [other, one],
  ] as const) {
    const values = finiteValues(finite, comparer.validator)
    const isRefused = (value: NonNullable<typeof values>[number]) =>
      against.facets.some((facet) => comparer.validator.isValid(facet, value) === false)
    if (values?.every(isRefused)) return true
  }
  const both = { facets: [...one.facets, ...other.facets], isNever: false }
  if (typesOf(both).size === 0) return true
  if (common.every((type) => type === 'integer' || type === 'fraction')) {
    const { from, to } = rangeOf(both, new Set(common))
    return from > to
  }
  return common.every((type) => type === 'object') && haveDisjointField(comparer, one, other)
}

/** A required field, such as a discriminator, that cannot have a value valid by both. */
function haveDisjointField(comparer: Comparer, one: Conjunction, other: Conjunction): boolean {
  const required = new Set([one, other].flatMap(({ facets }) => facets.flatMap(({ schema }) => requiredBy(schema))))
  return [...required].some((name) => {
    const [a, b] = [one, other].map((each) => fieldOf(each, name))
    return a !== undefined && b !== undefined && areDisjoint(comparer, a, b)
  })
}

function requiredBy({ required }: { readonly required?: unknown }): string[] {
  return Array.isArray(required) ? required : []
}

function fieldOf({ facets }: Conjunction, name: string): Conjunction | undefined {
  const holders = facets.filter(({ schema }) => isObject(schema.properties) && Object.hasOwn(schema.properties, name))
  return holders.length === 0 ? undefined : conjunctionOf(holders.map((facet) => below(facet, 'properties', name)))
}
