import { type Document, isObject, type Json, type JsonObject, type Schema } from './document.ts'
import { joinPointer, type Pointer, parsePointer, valueAt } from './pointer.ts'

/** The document is not a valid contract; `pointer` is the location. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly pointer: Pointer

  constructor(message: string, pointer: Pointer) {
    super(message)
    this.pointer = pointer
  }
}

/**
 * Reads a part of the document. A TypeError, because of an unexpected structure, becomes an error with the location.
 */
export function readPart<T>(pointer: Pointer, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const message = `The document does not follow OpenAPI, at ${pointer} or in a part that it refers to: ${error.message}.`
    throw new ContractError(message, pointer)
  }
}

/** A part of the document, with its location. */
export interface Part<T = JsonObject> {
  /** The final target of a chain of references. */
  readonly pointer: Pointer
  /** A `summary` and `description` beside the reference replace those of the part. */
  readonly definition: T
}

/**
 * The object at a pointer, after any number of references.
 *
 * @throws {ContractError} if there is no object, or references form a cycle
 */
export function findPart<T = JsonObject>(document: Document, pointer: Pointer): Part<T> {
  const places = placesOf(document, pointer)
  const target = places.at(-1) as Part
  const words = places.slice(0, -1).flatMap(({ definition }) => wordsOf(definition))
  // The outermost texts take precedence, so they come last.
  const definition = { ...target.definition, ...Object.fromEntries(words.reverse()) }
  return { pointer: target.pointer, definition: definition as T }
}

/**
 * A schema after its references. Keywords beside `$ref` are merged into its target and take precedence; `properties`
 * and `required` are combined.
 *
 * @throws {ContractError} if a reference is broken or part of a cycle
 */
export function followSchema(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const chain = placesOf(document, schema.$ref).map(({ definition }) => definition as Schema)
  const [target = {}, ...beside] = [schema, ...chain].map(withoutReference).filter(isNotEmpty).reverse()
  return beside.reduce(mergeSchemas, target)
}

function withoutReference(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref: _, ...own } = schema
  return own
}

function isNotEmpty(schema: Schema): boolean {
  return Object.keys(schema).length > 0
}

/**
 * The pointer of a keyword of the schema at a pointer, through references; `undefined` if no schema on the way has it.
 */
export function keywordPointer(document: Document, pointer: Pointer, keyword: keyof Schema): Pointer | undefined {
  const holder = placesOf(document, pointer).find(({ definition }) => Object.hasOwn(definition, keyword))
  return holder && joinPointer(holder.pointer, keyword)
}

/** All parts along the references from a pointer, up to the final target. */
export function placesOf(document: Document, pointer: Pointer): Part[] {
  const places: Part[] = []
  for (let next: unknown = pointer; typeof next === 'string'; next = places.at(-1)?.definition.$ref) {
    const place: Pointer = next
    if (places.some((seen) => seen.pointer === place)) {
      throw new ContractError(`The reference ${place} leads back to itself.`, place)
    }
    const definition = valueAt(document, place)
    if (!isObject(definition)) throw new ContractError(nothingAt(place, places.at(-1)), place)
    places.push({ pointer: place, definition })
  }
  return places
}

function nothingAt(place: Pointer, from: Part | undefined): string {
  const origin = from ? `, which ${from.pointer} refers to` : ''
  const fix = place.startsWith('#') ? '' : ' Expected a reference within the document (#/…): bundle it first.'
  return `The contract has nothing at ${place}${origin}.${fix}`
}

/** The name of the component that a schema refers to: `User` for `#/components/schemas/User`. */
export function referencedName({ $ref }: Schema): string | undefined {
  if ($ref === undefined) return undefined
  const [section, , name, ...below] = parsePointer($ref)
  return section === 'components' && below.length === 0 ? name : undefined
}

/** Merges two schemas that both apply to a value; on a conflict, the second takes precedence. */
export function mergeSchemas(first: Schema, second: Schema): Schema {
  const merged: Schema = { ...first, ...second }
  return {
    ...merged,
    ...(first.properties && second.properties && { properties: { ...first.properties, ...second.properties } }),
    ...(first.required && second.required && { required: [...new Set([...first.required, ...second.required])] }),
  }
}

/** The fields that OpenAPI allows beside `$ref`. */
function wordsOf({ summary, description }: JsonObject): [string, Json][] {
  return Object.entries({ summary, description }).filter((entry): entry is [string, Json] => entry[1] !== undefined)
}
