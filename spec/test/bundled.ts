/** The bundled contract under test, and the queries of the tests. */
import { isObject, type Json, type JsonObject, type Pointer, readContract } from '../contract/index.ts'
import bundle from '../dist/openapi.json' with { type: 'json' }
import { createValidator } from '../examples/index.ts'

export const contract = readContract(bundle)

export const problems = createValidator(contract)

type Path = readonly (string | number)[]

/** The paths of all required properties in a value, according to its schema. */
export function requiredPlaces(pointer: Pointer, value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) {
    const items = contract.keyword(pointer, 'items')
    return items === undefined ? [] : value.flatMap((item, index) => requiredPlaces(items, item, [...path, index]))
  }
  if (!isObject(value)) return []
  const fields = contract.fields(pointer)
  const here = fields.filter(({ required }) => required).map(({ name }) => [...path, name])
  const below = fields.filter(({ name }) => name in value)
  return [
    ...here,
    ...below.flatMap((field) => requiredPlaces(field.pointer, value[field.name] as Json, [...path, field.name])),
  ]
}

/** The properties of the contract that a value uses, as pointers to their schemas. */
export function usedProperties(pointer: Pointer, value: Json): Pointer[] {
  if (Array.isArray(value)) {
    const items = contract.keyword(pointer, 'items')
    return items === undefined ? [] : value.flatMap((item) => usedProperties(items, item))
  }
  if (!isObject(value)) return []
  const used = contract.fields(pointer).filter(({ name }) => name in value)
  return used.flatMap((field) => [field.pointer, ...usedProperties(field.pointer, value[field.name] as Json)])
}

/** A copy of a value without one property. */
export function without(value: Json, path: Path): Json {
  const copy = structuredClone(value)
  let owner = copy as JsonObject
  for (const key of path.slice(0, -1)) owner = owner[key] as JsonObject
  delete owner[path.at(-1) as string]
  return copy
}
