import { isObject, type Json, type JsonObject, joinPointer } from '@testsigma-tms/spec/contract'
import { OPEN_SCHEMAS, POINTER } from '@testsigma-tms/spec/schema'
import type { Located, SchemaSource } from './source.ts'

/** A schema without `$ref` and `allOf`: what is in them are facets of their own. */
export interface Facet {
  readonly source: SchemaSource
  readonly pointer: string
  /** Where it is written in the contract. */
  readonly origin: string
  readonly schema: JsonObject
  /** The schema as it is written, for keywords that depend on everything beside them. */
  readonly whole: JsonObject
}

/** Schemas that all hold for a value. */
export interface Conjunction {
  readonly facets: readonly Facet[]
  /** Nothing is valid: one of the schemas is `false`. */
  readonly isNever: boolean
  /** Which alternatives and conditions were chosen, where only some of the valid values are looked at. */
  readonly decided: ReadonlyMap<string, readonly string[]>
  /** How many such parts there are of all valid values. */
  readonly cases: number
}

/** Everything that holds for a value for which all these schemas hold. */
export function conjunctionOf(schemas: readonly Located[]): Conjunction {
  const facets = new Map<string, Facet>()
  let isNever = false
  for (const located of schemas) expand(located, [])
  return { facets: [...facets.values()], isNever, decided: new Map(), cases: 1 }

  function add(located: Located, schema: JsonObject, whole: JsonObject): void {
    const { source, pointer } = located
    facets.set(`${source.id} ${pointer}`, { source, pointer, origin: originOf(located), schema, whole })
  }

  function expand(located: Located, within: readonly string[]): void {
    const { source, pointer, schema } = located
    if (schema === false) {
      isNever = true
      add(located, { not: {} }, { not: {} })
    }
    if (!isObject(schema)) return
    if (within.includes(pointer)) throw new Error(`The reference ${pointer} leads back to itself.`)
    const inside = [...within, pointer]
    const { $ref, $dynamicRef, allOf: _, [POINTER]: __, ...own } = schema
    for (const reference of [$ref, $dynamicRef]) {
      if (typeof reference === 'string') expand(source.target(reference), inside)
    }
    for (const part of partsInPlace(located)) expand(part, inside)
    for (const keyword of ['anyOf', 'oneOf'] as const) if (isSingle(own[keyword])) delete own[keyword]
    if (Object.keys(own).length > 0) add(located, own, schema)
  }
}

/** The parts of a schema that always hold: those of `allOf`, and an alternative that is the only one. */
export function partsInPlace({ source, pointer, schema }: Located): Located[] {
  if (!isObject(schema)) return []
  return ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = schema[keyword]
    if (!Array.isArray(list) || (keyword !== 'allOf' && !isSingle(list))) return []
    return list.map((part, index) => ({ source, pointer: joinPointer(pointer, keyword, index), schema: part }))
  })
}

export function isSingle(list: unknown): boolean {
  return Array.isArray(list) && list.length === 1
}

function originOf({ pointer, schema }: Located): string {
  const written = isObject(schema) ? schema[POINTER] : undefined
  return typeof written === 'string'
    ? written
    : pointer.replace(`#/components/${OPEN_SCHEMAS}/`, '#/components/schemas/')
}

/** The schema that a keyword of a facet holds. */
export function below({ source, pointer, schema }: Facet, ...path: readonly [string, ...(string | number)[]]): Located {
  const value = path.reduce<unknown>(
    (node, name) => (node as Record<string | number, unknown> | undefined)?.[name],
    schema,
  )
  return { source, pointer: joinPointer(pointer, ...path), schema: value }
}

/** The same facets with other keywords taken out of one of them. */
export function without(conjunction: Conjunction, facet: Facet, ...keywords: readonly string[]): Conjunction {
  const facets = conjunction.facets.flatMap((each) => {
    if (each.pointer !== facet.pointer || each.source !== facet.source) return [each]
    const rest = Object.entries(each.schema).filter(([name]) => !keywords.includes(name))
    return rest.length > 0 ? [{ ...each, schema: Object.fromEntries(rest) }] : []
  })
  return { ...conjunction, facets }
}

/** Everything that holds where both hold. */
export function both(one: Conjunction, other: Conjunction): Conjunction {
  const known = new Set(one.facets.map(({ source, pointer }) => `${source.id} ${pointer}`))
  const added = other.facets.filter(({ source, pointer }) => !known.has(`${source.id} ${pointer}`))
  return {
    facets: [...one.facets, ...added],
    isNever: one.isNever || other.isNever,
    decided: new Map([...one.decided, ...other.decided]),
    cases: one.cases * other.cases,
  }
}

/** What the facets say under a keyword. */
export function valuesOf({ facets }: Pick<Conjunction, 'facets'>, keyword: string): Json[] {
  return facets.flatMap(({ schema }) => (schema[keyword] === undefined ? [] : [schema[keyword]]))
}

/** Names one by what it is made of, for the cache of what was compared. */
export function keyOf({ facets, isNever, decided }: Conjunction): string {
  if (isNever) return 'never'
  return [
    ...facets.map(({ source, pointer, schema }) => `${source.id} ${pointer} ${Object.keys(schema).join()}`),
    ...Array.from(decided, ([place, chosen]) => `${place} = ${chosen.join()}`),
  ]
    .sort()
    .join('\n')
}
