import type { Json } from '../contract.ts'
import type { ResolvedMediaType, ResolvedOperation, ResolvedParameter } from '../resolved.ts'

/** What the console is told about an operation: small enough to stand in the page. */
export interface ConsoleOperation {
  operationId: string
  /** In capitals, as on the wire. */
  method: string
  path: string
  needsKey: boolean
  servers: { url: string; description: string }[]
  parameters: ConsoleParameter[]
  bodies: ConsoleBody[]
  /** What each declared status means. */
  responses: Record<string, string>
}

export interface ConsoleParameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  schema: Schema
  examples: Json[]
}

export interface ConsoleBody {
  mediaType: string
  required: boolean
  schema: Schema
  examples: { name: string; summary: string; value: Json }[]
}

/** The keywords of JSON Schema that inputs are made from. */
export interface Schema {
  type?: string | string[]
  format?: string
  enum?: Json[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  /** One, where a pattern says less than an example. */
  examples?: Json[]
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  contentSchema?: Schema
}

const scalarKeywords = [
  ...(['type', 'format', 'enum', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern'] as const),
  ...(['minItems', 'maxItems', 'uniqueItems', 'required'] as const),
] as const

/**
 * Keeps of an operation what the console needs.
 *
 * @throws Error if a parameter is neither in the path nor in the query; the message names it.
 */
export function describeForConsole(operation: ResolvedOperation): ConsoleOperation {
  const { operationId, method, path, authenticated, parameters, requestBody, responses, servers } = operation
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    needsKey: authenticated,
    servers: servers.map(({ url, description = '' }) => ({ url, description })),
    parameters: parameters.map((parameter) => describeParameter(operationId, parameter)),
    bodies: Object.entries(requestBody?.content ?? {}).map(([mediaType, { schema, examples }]) => ({
      mediaType,
      required: requestBody?.required ?? false,
      schema: prune(schema),
      examples: describeExamples(examples),
    })),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { description }]) => [status, description.trim()]),
    ),
  }
}

function describeParameter(operationId: string, parameter: ResolvedParameter): ConsoleParameter {
  const { name, in: place, required = false, schema, example, examples } = parameter
  if (place !== 'path' && place !== 'query') {
    throw new Error(`The console sends parameters in path and query only; ${operationId} has ${name} in ${place}`)
  }
  const values = example === undefined ? describeExamples(examples).map(({ value }) => value) : [example]
  return { name, in: place, required, schema: prune(schema), examples: values }
}

function describeExamples(examples: ResolvedMediaType['examples'] = {}): ConsoleBody['examples'] {
  return Object.entries(examples).flatMap(([name, { summary = name, value }]) =>
    value === undefined ? [] : [{ name, summary, value }],
  )
}

function prune(schema: Schema): Schema {
  const { items, properties, patternProperties, contentSchema, pattern, examples = [] } = schema
  return {
    ...Object.fromEntries(scalarKeywords.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
    ...(pattern !== undefined && { examples: examples.slice(0, 1) }),
    ...(items && { items: prune(items) }),
    ...(properties && { properties: pruneAll(properties) }),
    ...(patternProperties && { patternProperties: pruneAll(patternProperties) }),
    ...(contentSchema && { contentSchema: prune(contentSchema) }),
  }
}

function pruneAll(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, prune(schema)]))
}
