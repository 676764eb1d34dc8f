/** The bundled contract, and validators that also refuse what it does not declare. */
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

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

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** Follows a JSON pointer (`#/…`) through the bundle. */
export function at(pointer: string): Json {
  const tokens = pointer.split('/').slice(1)
  let node: Json = contract
  for (const token of tokens) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof node !== 'object' || node === null || !(name in node)) throw new Error(`Nothing at ${pointer}`)
    node = (node as JsonObject)[name] as Json
  }
  return node
}

/** The pointer of the object that is meant at a pointer, after following `$ref`. */
export function resolve(pointer: string): string {
  const node = at(pointer)
  return isObject(node) && typeof node.$ref === 'string' ? resolve(node.$ref) : pointer
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

/** A copy in which every schema that lists its properties allows no others. */
function closed(node: Json): Json {
  if (Array.isArray(node)) return node.map(closed)
  if (!isObject(node)) return node
  const copy: JsonObject = {}
  for (const [name, value] of Object.entries(node)) copy[name] = name.startsWith('example') ? value : closed(value)
  if (isObject(node.properties) && !('additionalProperties' in node)) copy.additionalProperties = false
  return copy
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema({ ...(closed(contract) as JsonObject), $id: 'contract' })
const validators = new Map<string, ValidateFunction>()

function validator(pointer: string): ValidateFunction {
  let validate = validators.get(pointer)
  if (!validate) {
    validate = ajv.compile({ $ref: `contract${encodeURI(pointer)}` })
    validators.set(pointer, validate)
  }
  return validate
}

/** What is wrong with a value, in sentences; an empty list when nothing is. */
export function problems(pointer: string, value: Json): string[] {
  const validate = validator(pointer)
  if (validate(value)) return embedded(pointer, value)
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`,
  )
}

/** JSON inside strings (`contentSchema`) is an annotation for Ajv, so it is read and validated here. */
function embedded(pointer: string, value: Json): string[] {
  const target = resolve(pointer)
  const schema = at(target)
  if (!isObject(schema) || !isObject(schema.properties) || !isObject(value)) return []
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const text = value[name]
    if (!isObject(property) || !property.contentSchema || typeof text !== 'string') return []
    return problems(`${target}/properties/${name}/contentSchema`, JSON.parse(text))
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
