import {
  type Document,
  type Info,
  isObject,
  type Schema,
  type SecurityScheme,
  type Server,
  type Tag,
} from './document.ts'
import { type Field, fieldsAt } from './fields.ts'
import { type Operation, readOperations } from './operation.ts'
import { joinPointer, type Pointer, valueAt } from './pointer.ts'
import { ContractError, findPart, followSchema, keywordPointer, readPart } from './reference.ts'
import { type ResolvedSchema, resolveSchema } from './resolve-schema.ts'

/** An OpenAPI document, read into the model that all packages use. */
export interface Contract {
  /** The document as written. */
  readonly document: Document
  readonly info: Info
  readonly servers: readonly Server[]
  readonly tags: readonly Tag[]
  readonly operations: readonly Operation[]
  /** The named schemas, as written. */
  readonly schemas: ReadonlyMap<string, Schema>
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>
  /** The operation with an id. @throws {ContractError} if there is none */
  operation(id: string): Operation
  /** The value at a pointer, as written. @throws {ContractError} if there is none */
  at(pointer: Pointer): unknown
  /** The pointer that a reference at a pointer resolves to. @throws {ContractError} if it does not resolve */
  target(pointer: Pointer): Pointer
  /** The pointer of a keyword, such as `items`, of the schema at a pointer, through references. */
  keyword(pointer: Pointer, keyword: keyof Schema): Pointer | undefined
  /**
   * Follows the reference of a schema; keywords beside `$ref` are merged in. @throws {ContractError} for a broken
   * reference
   */
  follow(schema: Schema): Schema
  /** Resolves all references of a schema, at any depth. @throws {ContractError} for a broken reference */
  resolve(schema: Schema): ResolvedSchema
  /** The fields that an object may have according to the schema at a pointer, through references and compositions. */
  fields(pointer: Pointer): Field[]
}

/**
 * Reads a bundled OpenAPI 3.1 document. References of path items, parameters, bodies, responses, headers and examples
 * are followed; those of schemas only on request.
 *
 * @throws {ContractError} for a document without `paths`, and for a broken reference; the error names the pointer
 */
export function readContract(document: unknown): Contract {
  if (!isDocument(document)) {
    throw new ContractError('Expected an OpenAPI document with "paths".', '#/paths')
  }
  const operations = readOperations(document)
  const byId = new Map(operations.map((operation) => [operation.id, operation]))
  return {
    document,
    info: document.info,
    servers: document.servers ?? [],
    tags: document.tags ?? [],
    operations,
    schemas: new Map(Object.entries(document.components?.schemas ?? {})),
    securitySchemes: readSecuritySchemes(document),
    operation(id) {
      const operation = byId.get(id)
      if (operation) return operation
      throw new ContractError(`The contract has no operation ${id}.`, '#/paths')
    },
    at(pointer) {
      const value = valueAt(document, pointer)
      if (value !== undefined) return value
      throw new ContractError(`The contract has nothing at ${pointer}.`, pointer)
    },
    target: (pointer) => findPart(document, pointer).pointer,
    keyword: (pointer, keyword) => readPart(pointer, () => keywordPointer(document, pointer, keyword)),
    follow: (schema) => readPart(placeOf(schema), () => followSchema(document, schema)),
    resolve: (schema) => readPart(placeOf(schema), () => resolveSchema(document, schema)),
    fields: (pointer) => readPart(pointer, () => fieldsAt(document, pointer)),
  }
}

function isDocument(document: unknown): document is Document {
  return isObject(document) && isObject(document.paths)
}

/** The pointer for error messages: the target of a reference. The location of any other schema is not known here. */
function placeOf(schema: Schema): Pointer {
  return schema?.$ref ?? '#/components/schemas'
}

function readSecuritySchemes(document: Document): Map<string, SecurityScheme> {
  const pointer = '#/components/securitySchemes'
  return new Map(
    Object.keys(document.components?.securitySchemes ?? {}).map((name) => [
      name,
      findPart<SecurityScheme>(document, joinPointer(pointer, name)).definition,
    ]),
  )
}
