import { type Contract, isObject, type Json, joinPointer, type Pointer } from '../contract/index.ts'

/** A JSON document in a text, such as a part of a form. */
export interface EmbeddedDocument {
  /** The field that holds the text. */
  readonly name: string
  readonly text: string
  /** JSON pointer to the text in the value around it, without `#`. */
  readonly at: string
  /** The schema that `contentSchema` gives for the document. */
  readonly schemaPointer: Pointer
}

/** The JSON documents in the fields of a value, by the schema at a pointer; to JSON Schema they are texts. */
export function embeddedDocuments(contract: Contract, pointer: Pointer, value: unknown): EmbeddedDocument[] {
  if (!isObject(value)) return []
  return contract.fields(pointer).flatMap((field) => {
    const text = Object.hasOwn(value, field.name) ? value[field.name] : undefined
    const schemaPointer = typeof text === 'string' ? contract.keyword(field.pointer, 'contentSchema') : undefined
    if (typeof text !== 'string' || schemaPointer === undefined) return []
    return [{ name: field.name, text, at: joinPointer('', field.name), schemaPointer }]
  })
}

/** `undefined` for what is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
