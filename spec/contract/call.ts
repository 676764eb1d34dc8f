import type { Contract } from './contract.ts'
import type { Json, Schema, Sdk } from './document.ts'
import type { Field } from './fields.ts'
import { groupBy } from './group-by.ts'
import { jsonOf, type MediaType } from './media.ts'
import { needed, type Operation } from './operation.ts'
import type { Parameter } from './parts.ts'
import type { Pointer } from './pointer.ts'
import { readPart, referencedName } from './reference.ts'

/** An operation as a function call with one flat object of arguments. */
export interface Call {
  readonly operation: Operation
  readonly sdk: Sdk
  /** Path and query parameters, in the order of the contract. */
  readonly parameters: readonly Parameter[]
  readonly body: CallBody | undefined
  /** Every argument once: parameters, fields of the body, parts of the form. */
  readonly arguments: readonly Argument[]
  readonly result: Result
  /** Declared statuses that do not mean success. */
  readonly failures: readonly string[]
}

export interface Argument {
  /** If `isPattern` is set, a regular expression for names. */
  readonly name: string
  readonly isPattern: boolean
  /** Where the value is sent. A field that is in both the path and the body is one argument. */
  readonly places: readonly ('path' | 'query' | 'body' | 'form')[]
  readonly required: boolean
  readonly description: string | undefined
  /** As written in the document, so it may be a reference. */
  readonly schema: Schema
  readonly schemaPointer: Pointer
}

export interface CallBody {
  readonly required: boolean
  /** The JSON document, alone or as a part of a form; `undefined` if a form has none. */
  readonly json: JsonBody | undefined
  /** Set if the body is sent as a form. */
  readonly form: Form | undefined
  /** Whether at least one field of the document or part of the form is required. */
  readonly hasRequiredField: boolean
  /** The first example of the JSON body. */
  readonly example: Json | undefined
}

export interface JsonBody {
  /** Name of the type in the contract. */
  readonly type: string | undefined
  readonly schema: Schema
  readonly schemaPointer: Pointer
  readonly fields: readonly Field[]
}

export interface Form {
  /** Name of the part that contains the JSON document. */
  readonly jsonPart: string | undefined
  readonly files: readonly Field[]
  /** Parts that are neither files nor JSON. */
  readonly texts: readonly Field[]
}

/** The result of a call: a page of a list, an entity (or several), or none. */
export type Result =
  | {
      readonly kind: 'page' | 'entity'
      /** One per key. The entity has no key if `data` itself is the entity or list. */
      readonly entities: readonly Entity[]
    }
  | { readonly kind: 'done' }

export interface Entity {
  /** The key under `data`. */
  readonly key: string | undefined
  /** Name of the type, or of the type of the entries; `undefined` if the schema has no name. */
  readonly type: string | undefined
  readonly isList: boolean
  /** As written in the document, so it may be a reference. */
  readonly schema: Schema
  readonly schemaPointer: Pointer
}

/** @throws {ContractError} for an operation without `x-sdk` or without a successful response */
export function readCall(contract: Contract, operation: Operation): Call {
  return readPart(operation.pointer, () => callOf(contract, operation))
}

function callOf(contract: Contract, operation: Operation): Call {
  const parameters = operation.parameters.filter((parameter) => parameter.in === 'path' || parameter.in === 'query')
  const body = readBody(contract, operation)
  return {
    operation,
    sdk: needed(operation, 'sdk'),
    parameters,
    body,
    arguments: argumentsOf(contract, parameters, body),
    result: readResult(contract, operation),
    failures: [...operation.responses.keys()].filter((status) => !status.startsWith('2')),
  }
}

/** If there is a choice, uses the form: it was observed to work, and it supports files. */
function readBody(contract: Contract, { requestBody }: Operation): CallBody | undefined {
  if (requestBody === undefined) return undefined
  const { content, required } = requestBody
  const json = jsonOf(content)
  const multipart = content.get('multipart/form-data')
  const parts = multipart?.schema ? contract.fields(multipart.schemaPointer) : []
  const form = multipart && readForm(contract, parts)
  const jsonPart = parts.find((part) => isJsonPart(contract, part))
  const document = multipart ? jsonPart && readJsonPart(contract, jsonPart) : json && readJson(contract, json)
  const fields = [...(document?.fields ?? []), ...(form ? [...form.files, ...form.texts] : [])]
  return {
    required,
    json: document,
    form,
    hasRequiredField: fields.some((field) => field.required),
    example: json?.examples[0]?.value,
  }
}

function readJson(contract: Contract, { schema = {}, schemaPointer }: MediaType): JsonBody {
  return { type: typeName(schema), schema, schemaPointer, fields: contract.fields(schemaPointer) }
}

function isJsonPart(contract: Contract, { schema }: Field): boolean {
  return contract.follow(schema).contentSchema !== undefined
}

function readJsonPart(contract: Contract, { schema, pointer }: Field): JsonBody {
  const { contentSchema = {} } = contract.follow(schema)
  const schemaPointer = contract.keyword(pointer, 'contentSchema') ?? pointer
  return { type: typeName(contentSchema), schema: contentSchema, schemaPointer, fields: contract.fields(schemaPointer) }
}

function readForm(contract: Contract, parts: readonly Field[]): Form {
  const isFile = ({ schema }: Field) => contract.follow(schema).format === 'binary'
  const [jsonPart] = parts.filter((part) => isJsonPart(contract, part))
  const others = parts.filter((part) => part !== jsonPart)
  return {
    jsonPart: jsonPart?.name,
    files: others.filter(isFile),
    texts: others.filter((part) => !isFile(part)),
  }
}

function argumentsOf(contract: Contract, parameters: readonly Parameter[], body: CallBody | undefined): Argument[] {
  const ofField =
    (place: 'body' | 'form') =>
    (field: Field): Argument => ({
      ...field,
      places: [place],
      description: contract.follow(field.schema).description,
      schemaPointer: field.pointer,
    })
  const all: Argument[] = [
    ...parameters.map((parameter): Argument => {
      const { name, required, description, schema, schemaPointer } = parameter
      const place = parameter.in === 'path' ? 'path' : 'query'
      return { name, isPattern: false, places: [place], required, description, schema, schemaPointer }
    }),
    ...(body?.json?.fields ?? []).map(ofField('body')),
    ...(body?.form ? [...body.form.texts, ...body.form.files].map(ofField('form')) : []),
  ]
  return [...groupBy(all, ({ name }) => name).values()].flatMap(mergeArguments)
}

function mergeArguments(same: readonly Argument[]): Argument[] {
  const [first] = same
  if (first === undefined) return []
  return [{ ...first, places: same.flatMap(({ places }) => places), required: same.some(({ required }) => required) }]
}

function readResult(contract: Contract, operation: Operation): Result {
  const envelope = jsonOf(needed(operation, 'success').content)
  const data = envelope?.schema && contract.fields(envelope.schemaPointer).find(({ name }) => name === 'data')
  if (!data) return { kind: 'done' }
  const inside = isList(contract, data.schema) ? [] : contract.fields(data.pointer)
  const entities =
    inside.length === 0
      ? [readEntity(contract, undefined, data)]
      : inside.map((field) => readEntity(contract, field.name, field))
  const isPage = operation.method === 'get' && entities.some((entity) => entity.isList)
  return { kind: isPage ? 'page' : 'entity', entities }
}

function readEntity(contract: Contract, key: string | undefined, { schema, pointer }: Field): Entity {
  const list = isList(contract, schema)
  const entry = list ? (contract.follow(schema).items ?? {}) : schema
  return { key, type: typeName(entry), isList: list, schema, schemaPointer: pointer }
}

function isList(contract: Contract, schema: Schema): boolean {
  const { type, items } = contract.follow(schema)
  return type === undefined ? items !== undefined : [type].flat().includes('array')
}

/**
 * The name of a type. It may be in a single `$ref` inside `allOf`, as some tools write a reference with a description.
 */
function typeName(schema: Schema): string | undefined {
  const [only, ...others] = schema.allOf ?? []
  return referencedName(schema) ?? (only && others.length === 0 ? referencedName(only) : undefined)
}
