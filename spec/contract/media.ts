import type { Content, Document, ExampleObject, HeaderObject, Json, MediaTypeObject, Schema } from './document.ts'
import { joinPointer, type Pointer } from './pointer.ts'
import { findPart } from './reference.ts'

/** One media type of a body, with its schema and examples. */
export interface MediaType {
  /** `application/json`. */
  readonly type: string
  readonly pointer: Pointer
  /** As written in the document, so it may be a reference; `undefined` if there is none. */
  readonly schema: Schema | undefined
  readonly schemaPointer: Pointer
  readonly examples: readonly Example[]
}

export interface Example {
  /** `example` for an example without a name. */
  readonly name: string
  readonly summary: string | undefined
  /** `undefined` for an external example. */
  readonly value: Json | undefined
  /** Pointer to the value. */
  readonly pointer: Pointer
}

/** Media types in the order of the document. */
export type MediaTypes = ReadonlyMap<string, MediaType>

export function readContent(document: Document, content: Content | undefined, owner: Pointer): MediaTypes {
  const entries = Object.entries(content ?? {})
  return new Map(entries.map(([type, media]) => [type, readMedia(document, type, media, owner)]))
}

function readMedia(document: Document, type: string, media: MediaTypeObject, owner: Pointer): MediaType {
  const pointer = joinPointer(owner, 'content', type)
  return {
    type,
    pointer,
    schema: media.schema,
    schemaPointer: joinPointer(pointer, 'schema'),
    examples: readExamples(document, media, pointer),
  }
}

/** The examples of a media type, parameter or header: `example`, or `examples` with their references followed. */
export function readExamples(
  document: Document,
  { example, examples = {} }: Pick<HeaderObject, 'example' | 'examples'>,
  owner: Pointer,
): Example[] {
  if (example !== undefined) {
    return [{ name: 'example', summary: undefined, value: example, pointer: joinPointer(owner, 'example') }]
  }
  return Object.keys(examples).map((name) => {
    const part = findPart<ExampleObject>(document, joinPointer(owner, 'examples', name))
    const { summary, value } = part.definition
    return { name, summary, value, pointer: joinPointer(part.pointer, 'value') }
  })
}

/** The JSON media type: `application/json` is preferred over `application/…+json`. */
export function jsonOf(content: MediaTypes): MediaType | undefined {
  return content.get('application/json') ?? [...content.values()].find(({ type }) => isJsonType(type))
}

function isJsonType(type: string): boolean {
  return /^[^;]+[/+]json\s*(;|$)/.test(type)
}
