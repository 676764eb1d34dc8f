import type { ResolvedSchema } from '@testsigma-tms/spec/contract'
import type { components } from '@testsigma-tms/types'
import { ToolError } from '../output/tool-error.ts'
import { contract } from './contract.ts'

/** A JSON Schema in the form that MCP requires. */
export type JsonSchema = { [keyword: string]: unknown }

declare const value: unique symbol

/** An input or output field of a tool, with the type of its value. */
export interface Field<T> {
  readonly schema: JsonSchema
  readonly optional: boolean
  /** Converts a valid value for use by the tool. @throws {ToolError} that names the field */
  readonly read?: ((value: unknown, at: string) => unknown) | undefined
  readonly [value]?: T
}

export type Fields = Readonly<Record<string, Field<unknown>>>
type ValueOf<F> = F extends Field<infer T> ? T : never
type OptionalNames<F extends Fields> = {
  [name in keyof F]: undefined extends ValueOf<F[name]> ? name : never
}[keyof F]

/** The type of an object with these fields. */
export type ValuesOf<F extends Fields> = {
  readonly [name in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[name]>
} & { readonly [name in OptionalNames<F>]?: ValueOf<F[name]> | undefined }

type Schemas = components['schemas']

export function text(description?: string, limits: JsonSchema = {}): Field<string> {
  return { schema: { type: 'string', ...limits, ...described(description) }, optional: false }
}

/** A name, an ID or a path. Whitespace around it is ignored, and it must not be empty. */
export function name(description?: string): Field<string> {
  return { ...text(description), read: readName }
}

function readName(value: unknown, at: string): string {
  const found = String(value).trim()
  if (found === '') throw new ToolError(`${at}: must not be empty. Leave out what you do not know.`)
  return found
}

export function integer(description?: string, limits: JsonSchema = {}): Field<number> {
  return { schema: { type: 'integer', ...limits, ...described(description) }, optional: false }
}

export function boolean(description?: string): Field<boolean> {
  return { schema: { type: 'boolean', ...described(description) }, optional: false }
}

export function oneOf<const T extends string>(values: readonly T[], description?: string): Field<T> {
  return { schema: { type: 'string', enum: values, ...described(description) }, optional: false }
}

/** An object whose fields only the API defines. */
export function anyObject(description?: string): Field<Record<string, unknown>> {
  return { schema: { type: 'object', ...described(description) }, optional: false }
}

export function anything(description?: string): Field<unknown> {
  return { schema: described(description), optional: false }
}

export function list<T>(items: Field<T>, limits: JsonSchema = {}): Field<readonly T[]> {
  const { schema, read } = items
  return {
    schema: { type: 'array', items: schema, ...limits },
    optional: false,
    read: read && ((values, at) => (values as unknown[]).map((each, index) => read(each, `${at}.${index}`))),
  }
}

export function object<F extends Fields>(fields: F): Field<ValuesOf<F>> {
  return { schema: objectSchema(fields), optional: false, read: (value, at) => readFields(fields, value, `${at}.`) }
}

/** Converts values that match the schema of these fields for use by a tool. */
export function readFields<F extends Fields>(fields: F, values: unknown, prefix = ''): ValuesOf<F> {
  const entries = Object.entries(values as object).map(([field, value]) => {
    const read = value === undefined ? undefined : fields[field]?.read
    return [field, read ? read(value, prefix + field) : value]
  })
  return Object.fromEntries(entries) as ValuesOf<F>
}

/** Counts by name, such as the number of test cases by result. */
export function counts(): Field<Readonly<Record<string, number>>> {
  return { schema: { type: 'object', additionalProperties: { type: 'integer' } }, optional: false }
}

export function optional<T>(field: Field<T>): Field<T | undefined> {
  return { ...field, optional: true }
}

/**
 * A field with the type and the limits from the contract. The description is our own and short, because assistants read
 * all descriptions in every session.
 * @throws {Error} when the contract has no such field
 */
export function field<S extends keyof Schemas & string, P extends keyof Schemas[S] & string>(
  schema: S,
  property: P,
  description?: string,
): Field<NonNullable<Schemas[S][P]>> {
  const { schema: found } = findField(schema, property)
  return { schema: { ...compact(contract.resolve(found)), ...described(description) }, optional: false }
}

export function objectSchema(fields: Fields): JsonSchema {
  const entries = Object.entries(fields)
  const required = entries.filter(([, { optional }]) => !optional).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

/**
 * The schema of a tool's output, with types only. A value that the contract does not contain yet, such as a new status,
 * must not make the whole result invalid.
 */
export function typesOnlySchema(fields: Fields): JsonSchema {
  return typesOnly(objectSchema(fields))
}

function typesOnly({ type, items, properties, required, additionalProperties }: JsonSchema): JsonSchema {
  const inner = properties as Record<string, JsonSchema> | undefined
  const isSchema = typeof additionalProperties === 'object'
  return {
    ...(type !== undefined && { type }),
    ...(items !== undefined && { items: typesOnly(items as JsonSchema) }),
    ...(inner && { properties: mapValues(inner, typesOnly) }),
    ...(required !== undefined && { required }),
    ...(isSchema && { additionalProperties: typesOnly(additionalProperties as JsonSchema) }),
  }
}

function findField(schema: string, property: string) {
  const found = contract.fields(`#/components/schemas/${schema}`).find(({ name }) => name === property)
  if (found) return found
  throw new Error(`A tool names the field ${property} of ${schema}, which the contract does not have.`)
}

/** Keeps only validation keywords: examples and descriptions would fill an assistant's context. */
function compact(schema: ResolvedSchema): JsonSchema {
  const { type, enum: values, minLength, minimum, maximum, minItems, uniqueItems, items, properties, required } = schema
  return Object.fromEntries(
    Object.entries({
      type,
      enum: values,
      minLength,
      minimum,
      maximum,
      minItems,
      uniqueItems,
      items: items && compact(items),
      properties: properties && mapValues(properties, compact),
      required,
    }).filter(([, keyword]) => keyword !== undefined),
  )
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, change(each)]))
}

function described(description: string | undefined): JsonSchema {
  return description === undefined ? {} : { description }
}
