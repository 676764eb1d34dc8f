/** The bundled contract as data: what stands where, and what is meant by a reference. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

export interface Operation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  /** Where the operation stands in the document, as a JSON pointer. */
  readonly pointer: string
  readonly definition: JsonObject
}

export interface MediaType {
  readonly contentType: string
  /** Where the media type stands in the document, as a JSON pointer. */
  readonly pointer: string
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']

/** An OpenAPI document in one piece, addressed with JSON pointers (`#/…`). */
export class Contract {
  readonly document: JsonObject
  readonly operations: readonly Operation[]

  constructor(document: JsonObject) {
    this.document = document
    this.operations = Object.entries((document.paths ?? {}) as JsonObject).flatMap(([path, item]) =>
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
  }

  operation(operationId: string): Operation {
    const found = this.operations.find((candidate) => candidate.operationId === operationId)
    if (!found) throw new Error(`The contract has no operation ${operationId}`)
    return found
  }

  /** What stands at a pointer; throws where nothing does. */
  at(pointer: string): Json {
    return tokensOf(pointer).reduce<Json>((node, name) => {
      if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) {
        throw new Error(`Nothing at ${pointer}`)
      }
      return (node as JsonObject)[name] as Json
    }, this.document)
  }

  /** The pointer of the object that is meant at a pointer, after following `$ref`. */
  resolve(pointer: string): string {
    const node = this.at(pointer)
    return isObject(node) && typeof node.$ref === 'string' ? this.resolve(node.$ref) : pointer
  }

  /** The media types of a request or a response; none where there is no body. */
  mediaTypes(owner: string): MediaType[] {
    const content = (this.at(this.resolve(owner)) as JsonObject).content
    if (!isObject(content)) return []
    return Object.keys(content).map((contentType) => ({
      contentType,
      pointer: `${this.resolve(owner)}/content/${escapeToken(contentType)}`,
    }))
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The steps of a JSON pointer. */
export function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}
