import { isObject } from '@testsigma-tms/spec/contract'
import { below, type Conjunction, conjunctionOf, type Facet, valuesOf } from './conjunction.ts'
import type { Direction } from './failure.ts'
import type { Located } from './source.ts'
import { typesOf } from './types.ts'

/** How deep alternatives are looked into that stand in alternatives. */
const MOST_NESTED = 8

/** The names under a keyword of the facets themselves. */
export function namedBy({ facets }: Conjunction, keyword: 'properties' | 'patternProperties'): string[] {
  return facets.flatMap(({ schema }) => (isObject(schema[keyword]) ? Object.keys(schema[keyword]) : []))
}

/** The patterns for names of fields, alternatives and conditions included. */
export function patternsBy(conjunction: Conjunction): ReadonlySet<string> {
  return new Set(namedBy({ facets: allFacets(conjunction, 0), isNever: false }, 'patternProperties'))
}

/** The fields that are declared, alternatives and conditions included, each with a facet that does. */
export function declaredBy(conjunction: Conjunction): Map<string, Facet> {
  const found = new Map<string, Facet>()
  for (const facet of allFacets(conjunction, 0)) {
    for (const name of namedBy({ facets: [facet], isNever: false }, 'properties')) {
      if (!found.has(name)) found.set(name, facet)
    }
  }
  return found
}

/**
 * Whether requests may have declared fields alone: that is so where any are declared, and nothing says otherwise. What
 * `openersOf` finds may still let others in.
 */
export function isClosed(conjunction: Conjunction): boolean {
  return allFacets(conjunction, 0).some(declares) && !conjunction.facets.some(isExplicit)
}

/** Branches that declare nothing, or say that they are open: where they hold, the validator of requests lets every field in. */
export function openersOf(conjunction: Conjunction): Facet[] {
  return allFacets(conjunction, 0).filter((facet) => {
    if (!conjunction.facets.includes(facet) && isExplicit(facet)) return !saysClosed(facet)
    const isPlain = !declares(facet) && !isExplicit(facet) && !MIXING.some((keyword) => keyword in facet.whole)
    return facet.isBranch && isPlain && typesOf({ facets: [facet], isNever: false }).has('object')
  })
}

const MIXING = ['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas']

function declares({ schema }: Facet): boolean {
  return isObject(schema.properties) || isObject(schema.patternProperties)
}

function isExplicit({ schema }: Facet): boolean {
  return schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined
}

function saysClosed({ schema: { additionalProperties, unevaluatedProperties } }: Facet): boolean {
  return [additionalProperties, unevaluatedProperties].every((value) => value === undefined || value === false)
}

function isSurelyClosed(conjunction: Conjunction): boolean {
  return isClosed(conjunction) && openersOf(conjunction).length === 0
}

/** Whether a pattern lets a field in that is not declared by name. */
export function lets(conjunction: Conjunction, name: string): boolean {
  return allFacets(conjunction, 0).some((facet) => patternsFor(facet, name).length > 0)
}

/** Everything that holds for the value of a field. One that cannot be there has no valid value. */
export function fieldOf(direction: Direction, conjunction: Conjunction, name: string): Conjunction {
  const field = conjunctionOf(conjunction.facets.flatMap((facet) => partsFor(facet, name)))
  const isUnknown = () => isSurelyClosed(conjunction) && !declaredBy(conjunction).has(name) && !lets(conjunction, name)
  const isOut = isMarked(direction, field) || (direction === 'request' && isUnknown())
  return isOut ? { ...field, isNever: true } : field
}

/** Whether a field is kept out of requests (`readOnly`), or out of responses (`writeOnly`). */
export function isLeftOut(direction: Direction, { facets }: Conjunction, name: string): boolean {
  return isMarked(direction, conjunctionOf(facets.flatMap((facet) => partsFor(facet, name))))
}

function isMarked(direction: Direction, field: Conjunction): boolean {
  return valuesOf(field, direction === 'request' ? 'readOnly' : 'writeOnly').includes(true)
}

/** What a facet says of the value of a field. */
export function partsFor(facet: Facet, name: string): Located[] {
  const { properties, additionalProperties } = facet.schema
  const own = isObject(properties) && Object.hasOwn(properties, name) ? [below(facet, 'properties', name)] : []
  const found = [...own, ...patternsFor(facet, name).map((pattern) => below(facet, 'patternProperties', pattern))]
  if (found.length > 0) return found
  return additionalProperties === undefined ? [] : [below(facet, 'additionalProperties')]
}

/** What the values of fields may be that nothing names. */
export function otherFields(conjunction: Conjunction, direction: Direction): Conjunction {
  if (direction === 'request' && isSurelyClosed(conjunction)) return { facets: [], isNever: true }
  const explicit = conjunction.facets.filter(({ schema }) => schema.additionalProperties !== undefined)
  return conjunctionOf(explicit.map((facet) => below(facet, 'additionalProperties')))
}

function patternsFor({ schema: { patternProperties } }: Facet, name: string): string[] {
  if (!isObject(patternProperties)) return []
  return Object.keys(patternProperties).filter((pattern) => new RegExp(pattern, 'u').test(name))
}

/** Facets of a schema and of its alternatives and conditions. */
function allFacets({ facets }: Conjunction, depth: number): Facet[] {
  if (depth > MOST_NESTED) return []
  return facets.flatMap((facet) => {
    return [facet, ...branchesOf(facet).flatMap((branch) => allFacets(conjunctionOf([branch], true), depth + 1))]
  })
}

function branchesOf(facet: Facet): Located[] {
  const { schema } = facet
  const lists = (['anyOf', 'oneOf'] as const).flatMap((keyword) => {
    const list = schema[keyword]
    return Array.isArray(list) ? list.map((_, index) => below(facet, keyword, index)) : []
  })
  const single = (['then', 'else', 'if'] as const).filter((keyword) => schema[keyword] !== undefined)
  const named = isObject(schema.dependentSchemas) ? Object.keys(schema.dependentSchemas) : []
  return [
    ...lists,
    ...single.map((keyword) => below(facet, keyword)),
    ...named.map((name) => below(facet, 'dependentSchemas', name)),
  ]
}
