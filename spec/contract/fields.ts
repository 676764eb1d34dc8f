import type { Document, Schema } from './document.ts'
import { groupBy } from './group-by.ts'
import { joinPointer, type Pointer } from './pointer.ts'
import { type Part, placesOf } from './reference.ts'

/** One property of an object, or one pattern for property names. */
export interface Field {
  readonly name: string
  /** Whether the name is a regular expression. */
  readonly isPattern: boolean
  readonly required: boolean
  /** As written in the document, so it may be a reference. */
  readonly schema: Schema
  readonly pointer: Pointer
}

/**
 * The fields that an object may have according to the schema at a pointer: its own, those of referenced schemas, and
 * those of every branch of `allOf`, `anyOf` and `oneOf`. Of several with one name, the outermost is returned. A field
 * that not every alternative requires is not required.
 */
export function fieldsAt(document: Document, pointer: Pointer): Field[] {
  return unique(readFields(document, pointer, []))
}

function readFields(document: Document, pointer: Pointer, within: readonly Pointer[]): Field[] {
  if (within.includes(pointer)) return []
  const inside = [...within, pointer]
  const places = placesOf(document, pointer) as Part<Schema>[]
  const below = places.flatMap((place) => [
    ...branches(place, 'allOf').flatMap((branch) => readFields(document, branch, inside)),
    ...(['anyOf', 'oneOf'] as const).flatMap((keyword) =>
      alternatives(branches(place, keyword).map((branch) => readFields(document, branch, inside))),
    ),
  ])
  const all = [...places.flatMap(ownFields), ...below]
  const required = new Set(places.flatMap(({ definition }) => definition.required ?? []))
  return all.map((field) => (!field.isPattern && required.has(field.name) ? { ...field, required: true } : field))
}

function ownFields({ pointer, definition }: Part<Schema>): Field[] {
  const { properties = {}, patternProperties = {} } = definition
  const read = (keyword: string, isPattern: boolean) => {
    return ([name, schema]: [string, Schema]): Field => {
      return { name, isPattern, required: false, schema, pointer: joinPointer(pointer, keyword, name) }
    }
  }
  return [
    ...Object.entries(properties).map(read('properties', false)),
    ...Object.entries(patternProperties).map(read('patternProperties', true)),
  ]
}

function branches({ pointer, definition }: Part<Schema>, keyword: 'allOf' | 'anyOf' | 'oneOf'): Pointer[] {
  return (definition[keyword] ?? []).map((_, index) => joinPointer(pointer, keyword, index))
}

function alternatives(branches: readonly Field[][]): Field[] {
  const isRequiredBy = (branch: readonly Field[], name: string) => {
    return branch.some((field) => field.name === name && field.required)
  }
  return branches.flat().map((field) => {
    return { ...field, required: branches.every((branch) => isRequiredBy(branch, field.name)) }
  })
}

/** Keeps the first field of each name; it is required if any of them is. */
function unique(fields: readonly Field[]): Field[] {
  const byName = groupBy(fields, ({ name, isPattern }) => `${isPattern} ${name}`)
  return [...byName.values()].flatMap(([first, ...others]) => {
    return first ? [{ ...first, required: [first, ...others].some(({ required }) => required) }] : []
  })
}
