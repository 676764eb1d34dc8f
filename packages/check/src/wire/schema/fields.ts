import { isObject, type Json, type JsonObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, type Conjunction, conjunctionOf, type Facet, valuesOf } from './conjunction.ts'
import type { Direction } from './direction.ts'
import { appliedTo, type Choice, evaluates } from './evaluation.ts'
import { type Field, isMatch, keysAt, namedField } from './field.ts'
import { finiteValues } from './finite.ts'
import type { Located } from './source.ts'

/** Patterns whose combinations are looked at one by one. */
const MOST_PATTERNS = 6

/**
 * All fields that objects may have by schemas: those that any of them names, and those that nothing names, by the
 * patterns that they match. `undefined` when there are too many patterns to look at.
 */
export function fieldsOf(comparer: Comparer, given: Conjunction, wanted: Conjunction): readonly Field[] | undefined {
  const schemas = [given, wanted].flatMap(({ facets }) => facets).flatMap(schemasOn)
  const keysOf = (keyword: string) => schemas.flatMap((schema) => keysAt(schema, keyword))
  const allowed = allowedNames(comparer, given)
  const patterns = [...new Set(keysOf('patternProperties'))]
  if (patterns.length > MOST_PATTERNS) return undefined
  const names = new Set([
    ...['properties', 'dependentSchemas', 'dependentRequired'].flatMap(keysOf),
    ...schemas.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])),
    ...(allowed ?? []),
  ])
  const named = [...names].filter((name) => allowed?.has(name) ?? true).map((name) => namedField(name, patterns))
  return allowed ? named : [...named, ...subsetsOf(patterns).map((subset) => ({ patterns: new Set(subset) }))]
}

/** The names that fields may have, where they are few. */
function allowedNames(comparer: Comparer, given: Conjunction): Set<string> | undefined {
  const rules = given.facets.flatMap((facet) =>
    facet.schema.propertyNames === undefined ? [] : [below(facet, 'propertyNames')],
  )
  if (rules.length === 0) return undefined
  const values = finiteValues(conjunctionOf(rules), comparer.validator)
  return values && new Set(values.filter((value) => typeof value === 'string'))
}

function subsetsOf(values: readonly string[]): string[][] {
  return Array.from({ length: 2 ** values.length }, (_, bits) =>
    values.filter((_, index) => (bits & (1 << index)) !== 0),
  )
}

function schemasOn(facet: Facet): JsonObject[] {
  const whole: Located = { source: facet.source, pointer: facet.pointer, schema: facet.whole }
  return appliedTo(whole).flatMap(({ schema }) => (isObject(schema) ? [schema] : []))
}

/** What a facet says of the value of a field; `isUnevaluated` when nothing in it evaluates the field. */
export function partsFor(facet: Facet, field: Field, isUnevaluated: () => boolean): Located[] {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = facet.schema
  const { name, patterns } = field
  const own =
    name !== undefined && isObject(properties) && Object.hasOwn(properties, name)
      ? [below(facet, 'properties', name)]
      : []
  const matching = keysAt({ patternProperties } as JsonObject, 'patternProperties').filter((pattern) =>
    isMatch(pattern, name, patterns),
  )
  const found = [...own, ...matching.map((pattern) => below(facet, 'patternProperties', pattern))]
  if (found.length === 0 && additionalProperties !== undefined) return [below(facet, 'additionalProperties')]
  const isOther = unevaluatedProperties !== undefined && found.length === 0 && isUnevaluated()
  return isOther ? [below(facet, 'unevaluatedProperties')] : found
}

/** Everything that holds for the value of a field, as far as it is certain. One that cannot be there has no valid value. */
export function fieldValue({ direction, validator }: Comparer, conjunction: Conjunction, field: Field): Conjunction {
  const value = conjunctionOf(conjunction.facets.flatMap((facet) => partsOfGiven(conjunction, facet, field)))
  const { name } = field
  const isRefusedName = ({ source, pointer, schema }: Facet) =>
    name !== undefined &&
    schema.propertyNames !== undefined &&
    validator.isValid({ source, pointer: `${pointer}/propertyNames`, schema: schema.propertyNames }, name) === false
  const isOut = isMarked(direction, value) || conjunction.facets.some(isRefusedName)
  return isOut ? { ...value, isNever: true } : value
}

function partsOfGiven({ decided }: Conjunction, facet: Facet, field: Field): Located[] {
  return partsFor(facet, field, () => {
    const whole: Located = { source: facet.source, pointer: facet.pointer, schema: facet.whole }
    return !evaluates(whole, field, mayHold(decided))
  })
}

/** Every alternative and outcome that has not been decided against. */
function mayHold(decided: Conjunction['decided']): Choice {
  return {
    isEnough: true,
    holds: (keyword, holder, index) => decided.get(placeOf(holder, keyword))?.includes(String(index)) ?? true,
    outcomes: (holder) => (decided.get(placeOf(holder, 'if')) as ['then'] | undefined) ?? ['then', 'else'],
    depends: (name, holder) => decided.get(`${placeOf(holder, 'dependentSchemas')}/${name}`)?.includes('there') ?? true,
  }
}

/** Names what is decided about a keyword. */
export function placeOf({ source, pointer }: Pick<Located, 'source' | 'pointer'>, keyword: string): string {
  return `${source.id} ${pointer}/${keyword}`
}

/** Whether a field is kept out of requests (`readOnly`), or out of responses (`writeOnly`). */
export function isLeftOut(comparer: Comparer, conjunction: Conjunction, name: string): boolean {
  const parts = conjunction.facets.flatMap((facet) => partsOfGiven(conjunction, facet, namedField(name, [])))
  return isMarked(comparer.direction, conjunctionOf(parts))
}

export function markFor(direction: Direction): 'readOnly' | 'writeOnly' {
  return direction === 'request' ? 'readOnly' : 'writeOnly'
}

export function isMarked(direction: Direction, value: Conjunction): boolean {
  return valuesOf(value, markFor(direction)).includes(true)
}

/** The fields that are declared, alternatives and conditions included, each with a schema that does. */
export function declaredBy({ facets }: Conjunction): Map<string, Facet> {
  const found = new Map<string, Facet>()
  for (const facet of facets) {
    for (const part of appliedTo({ source: facet.source, pointer: facet.pointer, schema: facet.whole })) {
      const [holder] = conjunctionOf([part]).facets.filter(({ pointer }) => pointer === part.pointer)
      for (const name of holder ? keysAt(holder.schema, 'properties') : []) {
        if (holder && !found.has(name)) found.set(name, holder)
      }
    }
  }
  return found
}

/** The fields that facets declare themselves. */
export function ownNames({ facets }: Pick<Conjunction, 'facets'>): Set<string> {
  return new Set(facets.flatMap(({ schema }) => keysAt(schema, 'properties')))
}

/** The names that have to be there, also because others have. */
export function requiredBy(conjunction: Conjunction): ReadonlySet<string> {
  const names = new Set(valuesOf(conjunction, 'required').flat().map(String))
  const dependent = valuesOf(conjunction, 'dependentRequired')
  for (const name of names) {
    for (const value of dependent) for (const each of listAt(value, name)) names.add(each)
  }
  return names
}

function listAt(value: Json, name: string): string[] {
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] as string[]) : []
}
