import { type Document, isObject, type Schema } from './document.ts'
import type { Pointer } from './pointer.ts'
import { followSchema, mergeSchemas, referencedName } from './reference.ts'

/** Keywords whose value maps names to schemas. */
export const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'] as const
/** Keywords whose value is a schema; it may be `true` or `false` instead. */
export const SCHEMA_KEYWORDS = [
  'additionalProperties',
  'items',
  'contentSchema',
  'unevaluatedProperties',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
] as const
/** Keywords whose value is a list of schemas. */
export const SCHEMA_LISTS = ['prefixItems', 'allOf', 'anyOf', 'oneOf'] as const

type MapKeyword = (typeof SCHEMA_MAPS)[number]
type SchemaKeyword = (typeof SCHEMA_KEYWORDS)[number]
type ListKeyword = (typeof SCHEMA_LISTS)[number]
type BooleanKeyword = 'additionalProperties' | 'unevaluatedProperties'

/**
 * A schema whose references are replaced by their targets. A named schema has its name as `title`. Where a schema
 * contains itself, the inner one has only `title`, `type` and `description`, and `recursive`.
 */
export type ResolvedSchema = Omit<Schema, '$ref' | MapKeyword | SchemaKeyword | ListKeyword> & {
  readonly [keyword in MapKeyword]?: Readonly<Record<string, ResolvedSchema>>
} & {
  readonly [keyword in SchemaKeyword]?: keyword extends BooleanKeyword ? boolean | ResolvedSchema : ResolvedSchema
} & { readonly [keyword in ListKeyword]?: readonly ResolvedSchema[] } & { readonly recursive?: true }

/** Replaces all references of a schema, at any depth. @throws {ContractError} for a broken reference */
export function resolveSchema(document: Document, schema: Schema): ResolvedSchema {
  return resolveWithin(document, schema, [])
}

/** @param within the references on the way to this schema */
function resolveWithin(document: Document, schema: Schema, within: readonly Pointer[]): ResolvedSchema {
  const { $ref, ...own } = schema
  if ($ref === undefined) return resolveParts(document, schema, within)
  const beside = resolveParts(document, own, within)
  const title = referencedName(schema)
  const name = title === undefined ? {} : { title }
  const target = followSchema(document, { $ref })
  if (within.includes($ref)) {
    const { type, description } = target
    return { ...name, ...(type && { type }), ...(description && { description }), ...beside, recursive: true }
  }
  return { ...mergeSchemas(resolveParts(document, target, [...within, $ref]), beside), ...name }
}

function resolveParts(document: Document, schema: Schema, within: readonly Pointer[]): ResolvedSchema {
  const resolve = (part: unknown) => (isObject(part) ? resolveWithin(document, part as Schema, within) : part)
  const map = (part: unknown) =>
    Object.fromEntries(Object.entries(part as object).map(([name, each]) => [name, resolve(each)]))
  const list = (part: unknown) => (part as readonly unknown[]).map(resolve)
  return {
    ...schema,
    ...changed(schema, SCHEMA_MAPS, map),
    ...changed(schema, SCHEMA_KEYWORDS, resolve),
    ...changed(schema, SCHEMA_LISTS, list),
  } as ResolvedSchema
}

function changed(schema: Schema, keywords: readonly (keyof Schema)[], change: (part: unknown) => unknown): object {
  const present = keywords.filter((keyword) => schema[keyword] !== undefined)
  return Object.fromEntries(present.map((keyword) => [keyword, change(schema[keyword])]))
}
