import { parsePointer } from '@testsigma-tms/spec/contract'
import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'
import { type ApiError, notFound, unprocessable } from './errors.ts'
import { once } from './once.ts'

// The contract's schemas are checked where it is made; checking them here would be a fifth of the time to start.
const options = { allErrors: true, verbose: true, strict: false, validateSchema: false }
const forJson = new Ajv2020(options)
// Paths and queries are text, so "25" has to become 25.
const forText = new Ajv2020({ ...options, coerceTypes: true })
addFormats.default(forJson)
addFormats.default(forText)

const compileOnce = once((key) => {
  const { schema, httpPart } = JSON.parse(key)
  return httpPart === 'body' ? forJson.compile(closed(schema)) : forText.compile(schema)
})

/** Compiles at the first request, as nobody uses all operations at once. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const key = JSON.stringify({ schema, httpPart })
  // Other parameters are ignored; a body has no others, and its schema need not list them here.
  const declared = httpPart === 'body' ? undefined : Object.keys((schema as { properties: object }).properties)
  return function validate(data: unknown) {
    const compiled = compileOnce(key)
    const errors = compiled(data) ? refuseNul(data, declared) : compiled.errors
    // Fastify looks for errors here, at once and before anything else runs.
    Object.assign(validate, { errors })
    return !errors?.length
  }
}

/** PostgreSQL keeps no text with this character, so SQLite need not either. */
function refuseNul(data: unknown, names: string[] | undefined, instancePath = ''): Partial<ErrorObject>[] {
  if (typeof data === 'string') {
    const error = {
      keyword: 'nul',
      instancePath,
      parentSchema: {},
      data,
      message: 'must not hold the character U+0000',
    }
    return data.includes('\u0000') ? [error] : []
  }
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) =>
    names && !names.includes(name) ? [] : refuseNul(value, undefined, `${instancePath}/${name}`),
  )
}

/** Fastify hands over Ajv's errors with everything that `verbose` adds, and types less than that. */
export function explainFailure(failures: FastifySchemaValidationError[], part: string): ApiError {
  const errors = failures as ErrorObject[]
  const [first] = errors
  if (part === 'params' && first) return notFound(entityOf(first), String(first.data))
  return unprocessable([...new Set(errors.map(explain))].join('; '))
}

/** The same schema, but no object may have a property that it does not declare. */
function closed(schema: object): object {
  const declares = ['properties', 'allOf', 'oneOf', 'anyOf'].some((keyword) => keyword in schema)
  return declares ? { ...closedInside(schema), unevaluatedProperties: false } : closedInside(schema)
}

function closedInside(schema: object): object {
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, closePart(keyword, value)]))
}

function closePart(keyword: string, value: unknown): unknown {
  if (keyword === 'items') return closed(value as object)
  if (keyword === 'properties')
    return mapValues(value as Record<string, object>, (property) => closed(parsed(property)))
  // A branch knows only its own properties; the schema around it refuses what no branch knows.
  if (['allOf', 'oneOf', 'anyOf'].includes(keyword)) return (value as object[]).map(closedInside)
  return value
}

/** The text parts of a form that hold JSON are parsed before they are validated. */
function parsed(property: { contentSchema?: object }): object {
  return property.contentSchema ?? property
}

function mapValues(object: Record<string, object>, change: (value: object) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}

/** Path parameters are named after what they identify: `test_run_id` is the ID of a test run. */
function entityOf(error: ErrorObject): string {
  return error.instancePath.slice(1).replace(/_id$/, '').replaceAll('_', ' ')
}

function explain({ keyword, instancePath, params, parentSchema, data, message }: ErrorObject): string {
  const field = parsePointer(instancePath).join('.')
  const inside = (name: string) => (field ? `${field}.${name}` : name)
  if (keyword === 'required') return `${inside(params.missingProperty)}: required`
  if (keyword === 'unevaluatedProperties') return `${inside(params.unevaluatedProperty)}: unknown field`
  if (keyword === 'additionalProperties') return `${inside(params.additionalProperty)}: unknown field`
  return `${field || 'body'}: ${expectation(keyword, parentSchema as Described) ?? message}, got ${shorten(JSON.stringify(data))}`
}

interface Described extends Limits {
  enum?: unknown[]
  format?: string
  type?: string | string[]
  pattern?: string
  examples?: unknown[]
}

interface Limits {
  minimum?: number
  maximum?: number
  minLength?: number
}

function expectation(keyword: string, schema: Described): string | undefined {
  if (schema.enum) return `must be one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`
  if (keyword === 'format' && schema.format && schema.format in widths) {
    return `must be a whole number that fits into ${widths[schema.format]} bits`
  }
  if (keyword === 'uniqueItems') return 'must not hold the same value twice'
  if (schema.pattern) return `must be a text like ${JSON.stringify(schema.examples?.[0] ?? schema.pattern)}`
  const noun = nouns[schema.format ?? ''] ?? nouns[String(schema.type)]
  return noun && `must be ${noun}${range(schema)}`
}

const widths: Record<string, number> = { int32: 32, int64: 64 }

const nouns: Record<string, string> = {
  uuid: 'a UUID',
  email: 'an e-mail address',
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
}

function range({ minimum, maximum, minLength }: Limits): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of ${minimum} or more`
  if (maximum !== undefined) return ` of ${maximum} or less`
  return minLength ? ` of ${minLength} or more characters` : ''
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
