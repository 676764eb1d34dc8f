import {
  type Contract,
  type Example,
  type Header,
  listOperations,
  type MediaType,
  type Method,
  type Operation,
  type Parameter,
  type PlacedOperation,
  type Provenance,
  type Reference,
  resolveReference,
  type Schema,
  type Server,
} from './contract.ts'

/** An operation with everything that it refers to in place: plain JSON, without a `$ref`. */
export interface ResolvedOperation {
  operationId: string
  method: Method
  /** With `{project_id}` as in the contract. */
  path: string
  /** The tag that it is filed under. */
  tag: string
  summary: string
  description: string
  deprecated: boolean
  /** Where requests can be sent; the first is the default. */
  servers: Server[]
  /** Whether the request has to carry a key. */
  authenticated: boolean
  parameters: ResolvedParameter[]
  requestBody?: { description?: string; required: boolean; content: Record<string, ResolvedMediaType> }
  responses: Record<string, ResolvedResponse>
  /** How the TypeScript client calls it. */
  sdk: { resource: string; method: string }
  provenance: Provenance
  /** False if a second, equal request may do more than the first, against what its method says. */
  idempotent?: boolean
}

export type ResolvedParameter = Omit<Parameter, 'schema'> & { schema: ResolvedSchema }

export interface ResolvedMediaType {
  schema: ResolvedSchema
  examples: Record<string, Example>
}

export interface ResolvedResponse {
  description: string
  headers: Record<string, Omit<Header, 'schema'> & { schema: ResolvedSchema }>
  content: Record<string, ResolvedMediaType>
}

/**
 * A schema whose parts are in place. One that has a name in the contract carries it as `title`; where a schema holds
 * itself, the inner one has title, type and description only, and `recursive`.
 */
export type ResolvedSchema = Omit<Schema, SchemaParts> & {
  properties?: Record<string, ResolvedSchema>
  patternProperties?: Record<string, ResolvedSchema>
  additionalProperties?: boolean | ResolvedSchema
  items?: ResolvedSchema
  contentSchema?: ResolvedSchema
  recursive?: true
}

type SchemaParts = 'properties' | 'patternProperties' | 'additionalProperties' | 'items' | 'contentSchema'

/** Every operation with its references resolved, in the order of the contract. */
export function resolveOperations(contract: Contract): ResolvedOperation[] {
  return listOperations(contract).map((placed) => resolveOperation(contract, placed))
}

function resolveOperation(
  contract: Contract,
  { method, path, pathItem, operation }: PlacedOperation,
): ResolvedOperation {
  const parameters = [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]
  const idempotent = operation['x-idempotent']
  return {
    operationId: operation.operationId,
    method,
    path,
    tag: needed(operation, 'tags')[0] ?? '',
    summary: needed(operation, 'summary'),
    description: needed(operation, 'description'),
    deprecated: operation.deprecated ?? false,
    servers: operation.servers ?? contract.servers,
    authenticated: (operation.security ?? contract.security ?? []).length > 0,
    parameters: parameters.map((parameter) => withSchema(contract, resolveReference(contract, parameter))),
    ...(operation.requestBody && { requestBody: resolveBody(contract, operation.requestBody) }),
    responses: mapValues(needed(operation, 'responses'), (part) => {
      const { description, headers = {}, content = {} } = resolveReference(contract, part)
      return {
        description,
        headers: mapValues(headers, (header) => withSchema(contract, resolveReference(contract, header))),
        content: mapValues(content, (mediaType) => resolveMediaType(contract, mediaType)),
      }
    }),
    sdk: needed(operation, 'x-sdk'),
    provenance: needed(operation, 'x-provenance'),
    ...(idempotent !== undefined && { idempotent }),
  }
}

function needed<Key extends keyof Operation>(operation: Operation, key: Key): NonNullable<Operation[Key]> {
  const value = operation[key]
  if (value === undefined || value === null) throw new Error(`${operation.operationId} has no ${key} in the contract`)
  return value
}

function resolveBody(contract: Contract, part: NonNullable<Operation['requestBody']>) {
  const { description, required = false, content } = resolveReference(contract, part)
  return {
    ...(description !== undefined && { description }),
    required,
    content: mapValues(content, (mediaType) => resolveMediaType(contract, mediaType)),
  }
}

function resolveMediaType(contract: Contract, { schema = {}, example, examples }: MediaType): ResolvedMediaType {
  return {
    schema: resolveSchema(contract, schema),
    examples:
      example === undefined
        ? mapValues(examples ?? {}, (part) => resolveReference(contract, part))
        : { example: { value: example } },
  }
}

function withSchema<Part extends Header>(contract: Contract, part: Part): Part & { schema: ResolvedSchema } {
  return { ...part, schema: resolveSchema(contract, part.schema ?? {}) }
}

/** Puts a schema's parts in place; what stands beside a `$ref` goes before what the reference leads to. */
export function resolveSchema(contract: Contract, part: Schema | Reference, within: string[] = []): ResolvedSchema {
  if (!('$ref' in part)) return resolveParts(contract, part, within)
  const { $ref, ...beside } = part as Reference & Schema
  const title = $ref.split('/').at(-1) ?? ''
  const target = resolveReference<Schema>(contract, { $ref })
  if (within.includes(title)) {
    const { type, description } = target
    return {
      title,
      ...(type && { type }),
      ...(description && { description }),
      ...beside,
      recursive: true,
    } as ResolvedSchema
  }
  return { ...resolveParts(contract, target, [...within, title]), ...(beside as ResolvedSchema), title }
}

function resolveParts(contract: Contract, schema: Schema, within: string[]): ResolvedSchema {
  const { properties, patternProperties, additionalProperties, items, contentSchema, ...rest } = schema
  const resolve = (part: Schema | Reference) => resolveSchema(contract, part, within)
  return {
    ...rest,
    ...(properties && { properties: mapValues(properties, resolve) }),
    ...(patternProperties && { patternProperties: mapValues(patternProperties, resolve) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? resolve(additionalProperties) : additionalProperties,
    }),
    ...(items && { items: resolve(items) }),
    ...(contentSchema && { contentSchema: resolve(contentSchema) }),
  }
}

function mapValues<Value, Result>(record: Record<string, Value>, change: (value: Value) => Result) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)])) as Record<
    string,
    Result
  >
}
