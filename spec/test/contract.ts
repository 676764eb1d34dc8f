/** The bundled contract, and what the tests ask of it. */
import { readFileSync } from 'node:fs'
import {
  createSchemaChecker,
  escapeToken,
  isObject,
  type Json,
  type JsonObject,
  resolvePointer,
  valueAt,
} from '../conformance/index.ts'

export { escapeToken, isObject, type Json, type JsonObject }

export interface Operation {
  operationId: string
  method: string
  path: string
  /** Where the operation stands in the document, as a JSON pointer. */
  pointer: string
  definition: JsonObject
}

export interface Example {
  /** Says which operation, direction and status the example belongs to. */
  label: string
  pointer: string
  value: Json
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']

export const contract = JSON.parse(readFileSync(new URL('../dist/openapi.json', import.meta.url), 'utf8')) as JsonObject

/** Follows a JSON pointer (`#/…`) through the bundle. */
export function at(pointer: string): Json {
  const node = valueAt(contract, pointer)
  if (node === undefined) throw new Error(`Nothing at ${pointer}`)
  return node
}

/** The pointer of the object that is meant at a pointer, after following `$ref`. */
export function resolve(pointer: string): string {
  return resolvePointer(contract, pointer)
}

export const operations: Operation[] = Object.entries(contract.paths as JsonObject).flatMap(([path, item]) =>
  Object.entries(item as JsonObject)
    .filter(([method]) => METHODS.includes(method))
    .map(([method, definition]) => ({
      operationId: (definition as JsonObject).operationId as string,
      method,
      path,
      pointer: `#/paths/${escapeToken(path)}/${method}`,
      definition: definition as JsonObject,
    })),
)

export function operation(operationId: string): Operation {
  const found = operations.find((candidate) => candidate.operationId === operationId)
  if (!found) throw new Error(`The contract has no operation ${operationId}`)
  return found
}

/** The media types of a request or a response, as pointers; none where there is no body. */
export function mediaTypes(owner: string): { contentType: string; pointer: string }[] {
  const content = (at(resolve(owner)) as JsonObject).content
  if (!isObject(content)) return []
  return Object.keys(content).map((contentType) => ({
    contentType,
    pointer: `${resolve(owner)}/content/${escapeToken(contentType)}`,
  }))
}

/** Every example of the request bodies and responses of an operation. */
export function examples({ operationId, pointer, definition }: Operation): Example[] {
  const owners = Object.keys(definition.responses as JsonObject).map((status) => ({
    label: `${operationId} ${status}`,
    pointer: `${pointer}/responses/${status}`,
  }))
  if (definition.requestBody) owners.unshift({ label: `${operationId} request`, pointer: `${pointer}/requestBody` })
  return owners.flatMap((owner) =>
    mediaTypes(owner.pointer).flatMap((media) =>
      Object.entries(((at(media.pointer) as JsonObject).examples ?? {}) as JsonObject).map(([name, example]) => ({
        label: `${owner.label} ${media.contentType} ${name}`,
        pointer: `${media.pointer}/schema`,
        value: (example as JsonObject).value as Json,
      })),
    ),
  )
}

const schemas = createSchemaChecker(contract)

/** What is wrong with a value, in sentences; an empty list when nothing is. */
export function problems(pointer: string, value: Json): string[] {
  return schemas
    .problems(pointer, value)
    .map(({ at, expected, got }) => `${at || '/'}: expected ${expected}, got ${got}`)
}

/** JSON documents inside strings, with the schema that `contentSchema` gives for them. */
export function embeddedDocuments(pointer: string, value: Json): { name: string; pointer: string; value: Json }[] {
  const target = resolve(pointer)
  const schema = at(target)
  if (!isObject(schema) || !isObject(schema.properties) || !isObject(value)) return []
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const text = value[name]
    if (!isObject(property) || !property.contentSchema || typeof text !== 'string') return []
    return [{ name, pointer: `${target}/properties/${name}/contentSchema`, value: JSON.parse(text) as Json }]
  })
}

/** Every place in a value where the schema requires a property, as a path of keys ending in that property. */
export function requiredPlaces(pointer: string, value: Json, path: (string | number)[] = []): (string | number)[][] {
  const target = resolve(pointer)
  const schema = at(target)
  if (!isObject(schema)) return []
  if (Array.isArray(value)) {
    if (!schema.items) return []
    return value.flatMap((item, index) => requiredPlaces(`${target}/items`, item, [...path, index]))
  }
  if (!isObject(value)) return []
  const here = ((schema.required ?? []) as string[]).map((name) => [...path, name])
  const below = Object.keys((schema.properties ?? {}) as JsonObject)
    .filter((name) => name in value)
    .flatMap((name) =>
      requiredPlaces(`${target}/properties/${escapeToken(name)}`, value[name] as Json, [...path, name]),
    )
  return [...here, ...below]
}

/** The properties of the contract that a value uses, as pointers to their schemas. */
export function usedProperties(pointer: string, value: Json): string[] {
  const target = resolve(pointer)
  const schema = at(target)
  if (!isObject(schema)) return []
  if (Array.isArray(value)) return schema.items ? value.flatMap((item) => usedProperties(`${target}/items`, item)) : []
  if (!isObject(value)) return []
  return Object.keys((schema.properties ?? {}) as JsonObject)
    .filter((name) => name in value)
    .flatMap((name) => {
      const property = `${target}/properties/${escapeToken(name)}`
      return [property, ...usedProperties(property, value[name] as Json)]
    })
}

/** A copy of a value without one property. */
export function without(value: Json, path: (string | number)[]): Json {
  const copy = structuredClone(value)
  let owner = copy as JsonObject
  for (const key of path.slice(0, -1)) owner = owner[key] as JsonObject
  delete owner[path.at(-1) as string]
  return copy
}
