import { type Document, isObject, type Json, type JsonObject, type Schema } from './document.ts'
import { joinPointer, type Pointer, parsePointer, valueAt } from './pointer.ts'

/** The document is not what a contract has to be; `pointer` says where. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly pointer: Pointer

  constructor(message: string, pointer: Pointer) {
    super(message)
    this.pointer = pointer
  }
}

/** Reads a part; where it is built so differently that it cannot be read, that is an error with its place. */
export function readPart<T>(pointer: Pointer, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const message = `The document is not as OpenAPI has it, at ${pointer} or in what it refers to: ${error.message}.`
    throw new ContractError(message, pointer)
  }
}

/** A part of the document, with the place where it is written. */
export interface Part<T = JsonObject> {
  /** Where the reference that leads to it ends. */
  readonly pointer: Pointer
  /** A `summary` and `description` beside the reference replace those of the part. */
  readonly definition: T
}

/**
 * The object at a pointer, after references, any number in a row.
 *
 * @throws {ContractError} where there is no object, or references lead back to themselves
 */
export function findPart<T = JsonObject>(document: Document, pointer: Pointer): Part<T> {
  const places = placesOf(document, pointer)
  const target = places.at(-1) as Part
  const words = places.slice(0, -1).flatMap(({ definition }) => wordsOf(definition))
  // The outermost words win, so they come last.
  const definition = { ...target.definition, ...Object.fromEntries(words.reverse()) }
  return { pointer: target.pointer, definition: definition as T }
}

/**
 * A schema after references: what is beside a reference is added to what it leads to, and wins where both say
 * something; `properties` and `required` of both count.
 *
 * @throws {ContractError} where a reference leads nowhere or back to itself
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

/** The pointer of a keyword of the schema at a pointer, wherever references lead; `undefined` where none has it. */
export function keywordPointer(document: Document, pointer: Pointer, keyword: keyof Schema): Pointer | undefined {
  const holder = placesOf(document, pointer).find(({ definition }) => Object.hasOwn(definition, keyword))
  return holder && joinPointer(holder.pointer, keyword)
}

/** The places that references lead through, from a pointer to the part that is meant. */
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

/** The name of the component that a schema refers to: `#/components/schemas/User` is `User`. */
export function referencedName({ $ref }: Schema): string | undefined {
  if ($ref === undefined) return undefined
  const [section, , name, ...below] = parsePointer($ref)
  return section === 'components' && below.length === 0 ? name : undefined
}

/** Two schemas that both hold for a value, as one; the second wins where both say the same thing differently. */
export function mergeSchemas(first: Schema, second: Schema): Schema {
  const merged: Schema = { ...first, ...second }
  return {
    ...merged,
    ...(first.properties && second.properties && { properties: { ...first.properties, ...second.properties } }),
    ...(first.required && second.required && { required: [...new Set([...first.required, ...second.required])] }),
  }
}

/** What OpenAPI lets a reference say of its own. */
function wordsOf({ summary, description }: JsonObject): [string, Json][] {
  return Object.entries({ summary, description }).filter((entry): entry is [string, Json] => entry[1] !== undefined)
}
