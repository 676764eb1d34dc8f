import type { ResolvedSchema, Schema } from '../contract/index.ts'

/** A schema as written, or resolved. */
type AnySchema = Schema | ResolvedSchema

const NOUNS: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  email: 'an email address',
  uri: 'a URL',
  date: 'a date',
  'date-time': 'a date and time',
  binary: 'a file',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
}

const BITS: Readonly<Record<string, number>> = { int32: 32, int64: 64 }

/** The requirement of `uniqueItems`. */
export const NO_DUPLICATES = 'an array without duplicates'

/**
 * Describes the values that a schema allows, as a noun: `an integer from 1 to 100`, `one of "a", "b"`, `a UUID or
 * null`.
 */
export function expectation(schema: AnySchema): string {
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const types = [schema.type ?? []].flat()
  return types.length === 0 ? textExpectation(schema) : types.map((type) => ofType(type, schema)).join(' or ')
}

function textExpectation(schema: AnySchema): string {
  return schema.pattern === undefined && schema.format === undefined ? 'JSON' : ofType('string', schema)
}

function ofType(type: string, schema: AnySchema): string {
  const noun = NOUNS[type] ?? type
  if (type === 'integer' || type === 'number') return noun + range(schema)
  if (type === 'array') return noun + amount('item', schema.minItems, schema.maxItems)
  if (type === 'object') return noun + amount('field', schema.minProperties, schema.maxProperties)
  if (type !== 'string') return noun
  if (schema.pattern !== undefined) return stringLike(schema.pattern, schema.examples?.[0])
  return (NOUNS[schema.format ?? ''] ?? noun) + amount('character', schema.minLength, schema.maxLength)
}

function stringLike(pattern: string, example: unknown): string {
  return example === undefined ? `a string that matches ${pattern}` : `a string like ${JSON.stringify(example)}`
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: AnySchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of ${minimum} or more`
  if (maximum !== undefined) return ` of ${maximum} or less`
  const limits = [
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`less than ${exclusiveMaximum}`]),
  ]
  return limits.length === 0 ? '' : ` of ${limits.join(' and ')}`
}

function amount(noun: string, least = 0, most?: number): string {
  if (most !== undefined) return ` of ${least === most ? '' : `${least} to `}${most} ${noun}${most === 1 ? '' : 's'}`
  return least > 0 ? ` of ${least} or more ${noun}s` : ''
}

/** The requirement of a format: `an integer that fits into 32 bits`. */
export function formatExpectation(format: string): string {
  const bits = BITS[format]
  return bits === undefined
    ? (NOUNS[format] ?? `a value of the format ${format}`)
    : `an integer that fits into ${bits} bits`
}

/** All constraints besides the type, as a list for documentation; code is in backticks. */
export function constraints(schema: AnySchema): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, pattern, contentMediaType, items } = schema
  return [
    minimum !== undefined && `${minimum} or more`,
    exclusiveMinimum !== undefined && `more than ${exclusiveMinimum}`,
    maximum !== undefined && `${maximum} or less`,
    exclusiveMaximum !== undefined && `less than ${exclusiveMaximum}`,
    multipleOf !== undefined && `a multiple of ${multipleOf}`,
    ...limits('character', schema.minLength, schema.maxLength),
    ...limits('item', schema.minItems, schema.maxItems),
    ...limits('field', schema.minProperties, schema.maxProperties),
    pattern !== undefined && `matches \`${pattern}\``,
    schema.uniqueItems && 'no duplicates',
    schema.additionalProperties === false && 'no other fields',
    contentMediaType !== undefined && `holds \`${contentMediaType}\``,
    items?.minLength === 1 && 'no empty items',
  ].filter((constraint) => typeof constraint === 'string')
}

function limits(noun: string, least: number | undefined, most: number | undefined): (string | false)[] {
  return [
    least === 1 && 'not empty',
    least !== undefined && least > 1 && `${least} ${noun}s or more`,
    most !== undefined && `${most} ${noun}${most === 1 ? '' : 's'} or fewer`,
  ]
}
