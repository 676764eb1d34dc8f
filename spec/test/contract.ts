/** The bundled contract under test, and what the tests ask of it. */
import { readFileSync } from 'node:fs'
import { Contract, createValidator, escapeToken, isObject, type Json, type JsonObject } from '../examples/index.ts'

const bundle = readFileSync(new URL('../dist/openapi.json', import.meta.url), 'utf8')

export const contract = new Contract(JSON.parse(bundle) as JsonObject)

export const problems = createValidator(contract)

/** Every place in a value where the schema requires a property, as a path of keys ending in that property. */
export function requiredPlaces(pointer: string, value: Json, path: (string | number)[] = []): (string | number)[][] {
  const target = contract.resolve(pointer)
  const schema = contract.at(target)
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
  const target = contract.resolve(pointer)
  const schema = contract.at(target)
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
