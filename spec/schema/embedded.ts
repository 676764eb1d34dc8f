import { type Contract, isObject, type Json, joinPointer, type Pointer } from '../contract/index.ts'

/** A JSON document in a string, such as a part of a form. */
export interface EmbeddedDocument {
  /** Name of the field that contains the string. */
  readonly name: string
  readonly text: string
  /** JSON pointer to the string in the enclosing value, without `#`. */
  readonly at: string
  /** Pointer to the schema of the document, from `contentSchema`. */
  readonly schemaPointer: Pointer
}

/** The JSON documents in the fields of a value. JSON Schema itself treats them as strings. */
export function embeddedDocuments(contract: Contract, pointer: Pointer, value: unknown): EmbeddedDocument[] {
  if (!isObject(value)) return []
  return contract.fields(pointer).flatMap((field) => {
    const text = Object.hasOwn(value, field.name) ? value[field.name] : undefined
    const schemaPointer = typeof text === 'string' ? contract.keyword(field.pointer, 'contentSchema') : undefined
    if (typeof text !== 'string' || schemaPointer === undefined) return []
    return [{ name: field.name, text, at: joinPointer('', field.name), schemaPointer }]
  })
}

/** The parsed text, or `undefined` if it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
