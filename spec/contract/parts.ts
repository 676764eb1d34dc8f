import {
  type Document,
  type HeaderObject,
  isObject,
  type ParameterLocation,
  type ParameterObject,
  type RequestBodyObject,
  type ResponseObject,
  type Schema,
} from './document.ts'
import { type Example, type MediaTypes, readContent, readExamples } from './media.ts'
import { joinPointer, type Pointer, valueAt } from './pointer.ts'
import { findPart, type Part } from './reference.ts'

export interface Header extends Part<HeaderObject> {
  readonly name: string
  readonly required: boolean
  readonly description: string | undefined
  /** As written in the document, so it may be a reference. */
  readonly schema: Schema
  readonly schemaPointer: Pointer
  readonly examples: readonly Example[]
}

export interface Parameter extends Header {
  readonly in: ParameterLocation
  readonly definition: ParameterObject
}

export interface RequestBody extends Part<RequestBodyObject> {
  readonly required: boolean
  readonly description: string | undefined
  readonly content: MediaTypes
}

export interface Response extends Part<ResponseObject> {
  readonly status: string
  readonly description: string
  /** By name, as written. */
  readonly headers: ReadonlyMap<string, Header>
  readonly content: MediaTypes
}

/** Reads the parts of operations. Shared parts are read once. */
export class PartReader {
  readonly #document: Document
  readonly #shared = new Map<string, Parameter | Header | Response>()

  constructor(document: Document) {
    this.#document = document
  }

  parameter(place: Pointer): Parameter {
    return this.#once('parameter', place, () => {
      const part = findPart<ParameterObject>(this.#document, place)
      const { definition } = part
      return { ...this.#headerOf(definition.name, part), in: definition.in, definition }
    })
  }

  requestBody(place: Pointer): RequestBody {
    const { pointer, definition } = findPart<RequestBodyObject>(this.#document, place)
    const { required = false, description, content } = definition
    return { pointer, definition, required, description, content: readContent(this.#document, content, pointer) }
  }

  response(status: string, place: Pointer): Response {
    return this.#once(`response ${status}`, place, () => {
      const { pointer, definition } = findPart<ResponseObject>(this.#document, place)
      const { description = '', headers = {}, content } = definition
      const names = Object.keys(headers)
      return {
        pointer,
        definition,
        status,
        description,
        headers: new Map(names.map((name) => [name, this.#header(name, joinPointer(pointer, 'headers', name))])),
        content: readContent(this.#document, content, pointer),
      }
    })
  }

  #header(name: string, place: Pointer): Header {
    return this.#once(`header ${name}`, place, () => {
      return this.#headerOf(name, findPart<HeaderObject>(this.#document, place))
    })
  }

  #headerOf(name: string, { pointer, definition }: Part<HeaderObject>): Header {
    const [media] = readContent(this.#document, definition.content, pointer).values()
    return {
      pointer,
      definition,
      name,
      required: definition.required ?? false,
      description: definition.description,
      schema: definition.schema ?? media?.schema ?? {},
      schemaPointer: media && !definition.schema ? media.schemaPointer : joinPointer(pointer, 'schema'),
      examples: readExamples(this.#document, definition, pointer),
    }
  }

  /** Caches the target of a reference, unless the reference has its own summary or description. */
  #once<T extends Parameter | Header | Response>(kind: string, place: Pointer, read: () => T): T {
    const value = valueAt(this.#document, place)
    if (!isObject(value) || typeof value.$ref !== 'string' || Object.keys(value).length > 1) return read()
    const key = `${kind} ${value.$ref}`
    const known = this.#shared.get(key) ?? read()
    this.#shared.set(key, known)
    return known as T
  }
}
