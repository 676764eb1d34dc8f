import type { Contract, Example, Json, Operation, Parameter } from '@testsigma-tms/spec/contract'
import { type ClientCall, clientCall } from '../samples/client-call.ts'

/** The data of an operation for the console, small enough to be embedded in the page. */
export interface ConsoleOperation {
  operationId: string
  /** In capitals, as on the wire. */
  method: string
  path: string
  needsKey: boolean
  servers: { url: string; description: string }[]
  parameters: ConsoleParameter[]
  bodies: ConsoleBody[]
  /** Meaning of each declared status. */
  responses: Record<string, string>
  /** The equivalent call of the client. */
  call?: ClientCall
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

/** The JSON Schema keywords from which inputs are created. */
export interface Schema {
  type?: string | readonly string[]
  format?: string
  enum?: readonly Json[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  /** A single example, if it says more than the pattern. */
  examples?: readonly Json[]
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  items?: Schema
  required?: readonly string[]
  properties?: Readonly<Record<string, Schema>>
  patternProperties?: Readonly<Record<string, Schema>>
  contentSchema?: Schema
}

const scalarKeywords = [
  ...(['type', 'format', 'enum', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern'] as const),
  ...(['minItems', 'maxItems', 'uniqueItems', 'required'] as const),
] as const

/**
 * Extracts what the console needs from an operation.
 *
 * @throws Error if a parameter is neither in the path nor in the query; the message names it.
 */
export function describeForConsole(contract: Contract, operation: Operation): ConsoleOperation {
  const { id, method, path, authenticated, parameters, requestBody, responses, servers } = operation
  const call = clientCall(contract, operation)
  return {
    operationId: id,
    method: method.toUpperCase(),
    path,
    needsKey: authenticated,
    servers: servers.map(({ url, description = '' }) => ({ url, description })),
    parameters: parameters.map((parameter) => describeParameter(contract, id, parameter)),
    bodies: [...(requestBody?.content.values() ?? [])].map(({ type, schema = {}, examples }) => ({
      mediaType: type,
      required: requestBody?.required ?? false,
      schema: prune(contract.resolve(schema)),
      examples: describeExamples(examples),
    })),
    ...(call && { call }),
    responses: Object.fromEntries(
      [...responses.values()].map(({ status, description }) => [status, description.trim()]),
    ),
  }
}

function describeParameter(contract: Contract, operationId: string, parameter: Parameter): ConsoleParameter {
  const { name, in: place, required, schema, examples } = parameter
  if (place !== 'path' && place !== 'query') {
    throw new Error(`The console sends parameters in path and query only; ${operationId} has ${name} in ${place}`)
  }
  const values = describeExamples(examples).map(({ value }) => value)
  return { name, in: place, required, schema: prune(contract.resolve(schema)), examples: values }
}

function describeExamples(examples: readonly Example[]): ConsoleBody['examples'] {
  return examples.flatMap(({ name, summary = name, value }) => (value === undefined ? [] : [{ name, summary, value }]))
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

function pruneAll(schemas: Readonly<Record<string, Schema>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, prune(schema)]))
}
