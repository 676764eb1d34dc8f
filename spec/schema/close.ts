import { escapeToken, isObject, type Json, type JsonObject } from './json.ts'

/** Where a schema of the closed document stands in the contract; validators hand it back with each failure. */
export const POINTER = 'x-pointer'

/** Components for use inside `allOf` and its like, which must not refuse what their neighbours declare. */
const OPEN = 'openSchemas'

const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs']
const SCHEMAS = ['items', 'additionalProperties', 'contains', 'contentSchema', 'propertyNames']
const BRANCH_LISTS = ['allOf', 'anyOf', 'oneOf']
const BRANCHES = ['if', 'then', 'else']

/**
 * A copy of a contract in which no object may have a field that its schema does not declare, at any depth. An object
 * that declares no fields at all, or says `additionalProperties` itself, stays as it is.
 */
export function closeDocument(document: JsonObject): JsonObject {
  const copy = closeAll(document, '#') as JsonObject
  const components = isObject(document.components) ? document.components : {}
  const schemas = isObject(components.schemas) ? components.schemas : {}
  const open = mapEntries(schemas, (schema, name) => closeSchema(schema, `#/components/schemas/${name}`, true))
  return { ...copy, components: { ...(copy.components as JsonObject | undefined), [OPEN]: open } }
}

/** Looks for schemas where OpenAPI has them: below `schema` and `schemas`. */
function closeAll(node: Json, pointer: string): Json {
  if (Array.isArray(node)) return node.map((part, index) => closeAll(part, `${pointer}/${index}`))
  if (!isObject(node)) return node
  return mapEntries(node, (part, token, name) => {
    const place = `${pointer}/${token}`
    if (name === 'example' || name === 'examples') return part
    if (name === 'schema') return closeSchema(part, place)
    if (place === '#/components/schemas') return closeEach(part, place)
    return closeAll(part, place)
  })
}

function closeEach(schemas: Json, pointer: string): Json {
  return isObject(schemas)
    ? mapEntries(schemas, (schema, token) => closeSchema(schema, `${pointer}/${token}`))
    : schemas
}

/** A branch of a composition knows only its own fields; the schema around it refuses what no branch knows. */
function closeSchema(schema: Json, pointer: string, isBranch = false): Json {
  if (!isObject(schema)) return schema
  const mixes = [...BRANCH_LISTS, ...BRANCHES].some((keyword) => keyword in schema) || refersWithMore(schema)
  const copy: JsonObject = mapEntries(schema, (part, token, keyword) => {
    const place = `${pointer}/${token}`
    if (keyword === '$ref' && typeof part === 'string') return isBranch || mixes ? openReference(part) : part
    if (SCHEMA_MAPS.includes(keyword)) return closeEach(part, place)
    if (SCHEMAS.includes(keyword)) return closeSchema(part, place)
    if (BRANCHES.includes(keyword)) return closeSchema(part, place, true)
    if (keyword === 'prefixItems') return (part as Json[]).map((one, index) => closeSchema(one, `${place}/${index}`))
    if (!BRANCH_LISTS.includes(keyword)) return part
    return (part as Json[]).map((branch, index) => closeSchema(branch, `${place}/${index}`, true))
  })
  return { ...copy, ...closure(schema, mixes, isBranch), [POINTER]: pointer }
}

function closure(schema: JsonObject, mixes: boolean, isBranch: boolean): JsonObject {
  if ('additionalProperties' in schema || 'unevaluatedProperties' in schema) return {}
  const declares = 'properties' in schema || 'patternProperties' in schema
  if (isBranch) return declares || mixes || '$ref' in schema ? {} : { additionalProperties: true }
  if (mixes) return { unevaluatedProperties: false }
  return declares ? { additionalProperties: false } : {}
}

function refersWithMore(schema: JsonObject): boolean {
  return '$ref' in schema && 'properties' in schema
}

function openReference(reference: string): string {
  return reference.replace(/^#\/components\/schemas\//, `#/components/${OPEN}/`)
}

function mapEntries(object: JsonObject, change: (value: Json, token: string, name: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, escapeToken(name), name)]),
  )
}
