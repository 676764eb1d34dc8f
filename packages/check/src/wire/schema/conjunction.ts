import { isObject, type Json, type JsonObject, joinPointer } from '@testsigma-tms/spec/contract'
import type { Located, SchemaSource } from './source.ts'

/** A schema without `$ref` and `allOf`: what is in them are facets of their own. */
export interface Facet {
  readonly source: SchemaSource
  readonly pointer: string
  readonly schema: JsonObject
  /** The schema as it is written, for keywords that depend on everything beside them. */
  readonly whole: JsonObject
  /** It is a part of `allOf`, an alternative or a condition. */
  readonly isBranch: boolean
}

/** Schemas that all hold for a value. */
export interface Conjunction {
  readonly facets: readonly Facet[]
  /** Nothing is valid: one of the schemas is `false`. */
  readonly isNever: boolean
}

/** Everything that holds for a value for which all these schemas hold. */
export function conjunctionOf(schemas: readonly Located[], isBranch = false): Conjunction {
  const facets = new Map<string, Facet>()
  let isNever = false
  for (const located of schemas) expand(located, [], isBranch)
  const [branch] = schemas
  // A branch that says nothing says something about requests: it lets every field in.
  if (isBranch && branch && facets.size === 0) {
    facets.set(branch.pointer, { ...branch, schema: {}, whole: {}, isBranch })
  }
  return { facets: [...facets.values()], isNever }

  function expand({ source, pointer, schema }: Located, within: readonly string[], isBranch: boolean): void {
    if (schema === false) {
      isNever = true
      facets.set(pointer, { source, pointer, schema: { not: {} }, whole: { not: {} }, isBranch })
    }
    if (!isObject(schema)) return
    if (within.includes(pointer)) throw new Error(`The reference ${pointer} leads back to itself.`)
    const inside = [...within, pointer]
    const { $ref, $dynamicRef, allOf, ...own } = schema
    for (const reference of [$ref, $dynamicRef]) {
      if (typeof reference === 'string') expand(source.target(reference), inside, isBranch)
    }
    const parts = Array.isArray(allOf) ? allOf : []
    for (const [index, part] of parts.entries()) {
      expand({ source, pointer: joinPointer(pointer, 'allOf', index), schema: part }, inside, true)
    }
    if (Object.keys(own).length > 0) facets.set(pointer, { source, pointer, schema: own, whole: schema, isBranch })
  }
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
  const facets = conjunction.facets.map((each) => {
    if (each.pointer !== facet.pointer || each.source !== facet.source) return each
    return {
      ...each,
      schema: Object.fromEntries(Object.entries(each.schema).filter(([name]) => !keywords.includes(name))),
    }
  })
  return { ...conjunction, facets }
}

/** Everything that holds where both hold. */
export function both(one: Conjunction, other: Conjunction): Conjunction {
  const known = new Set(one.facets.map(({ source, pointer }) => `${source.side} ${pointer}`))
  const added = other.facets.filter(({ source, pointer }) => !known.has(`${source.side} ${pointer}`))
  return { facets: [...one.facets, ...added], isNever: one.isNever || other.isNever }
}

/** What the facets say under a keyword. */
export function valuesOf({ facets }: Conjunction, keyword: string): Json[] {
  return facets.flatMap(({ schema }) => (schema[keyword] === undefined ? [] : [schema[keyword]]))
}

/** Names one by what it is made of, for memory of what was compared. */
export function keyOf({ facets, isNever }: Conjunction): string {
  if (isNever) return 'never'
  return facets
    .map(({ source, pointer, schema }) => `${source.side} ${pointer} ${Object.keys(schema).join()}`)
    .sort()
    .join('\n')
}
