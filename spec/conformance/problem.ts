import type { ErrorObject } from 'ajv'
import { POINTER } from './closed.ts'
import type { JsonObject } from './json.ts'
import { nameOfField, safePointer, shapeOf } from './shape.ts'

/** One way in which a value is not as the contract says. No word of it repeats the value. */
export interface Problem {
  /** JSON pointer into the value; empty for the value itself. */
  readonly at: string
  /** JSON pointer (`#/…`) to what the contract says about it. */
  readonly declaredAt: string
  /** What is broken there, to tell two problems with one place from the same problem twice: `required email`. */
  readonly rule: string
  readonly expected: string
  readonly got: string
}

/** What a failure of Ajv (with `verbose`) means. */
export function problemOf(error: ErrorObject): Problem {
  const schema = error.parentSchema as JsonObject
  const { params, keyword, data } = error
  const place = { at: safePointer(error.instancePath), declaredAt: String(schema[POINTER]) }
  if (keyword === 'required') {
    return {
      ...place,
      rule: `required ${params.missingProperty}`,
      expected: `the field "${params.missingProperty}"`,
      got: 'no such field',
    }
  }
  const undeclared = params.additionalProperty ?? params.unevaluatedProperty
  if (typeof undeclared === 'string') {
    const shape = shapeOf((data as JsonObject)[undeclared])
    const name = nameOfField(undeclared)
    return {
      ...place,
      rule: `undeclared ${name}`,
      expected: 'declared fields alone',
      got: `"${name}" besides, ${shape}`,
    }
  }
  return { ...place, rule: keyword, expected: expectationOf(error, schema), got: gotBy(error) }
}

/** The values of an enum are constants of the API, so that one which looks like a constant says more than it betrays. */
function gotBy({ keyword, data }: ErrorObject): string {
  const isConstant = typeof data === 'string' && data.length <= 30 && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(data)
  return keyword === 'enum' && isConstant ? `"${data}"` : shapeOf(data)
}

function expectationOf({ keyword, params, message = '' }: ErrorObject, schema: JsonObject): string {
  if (keyword === 'enum') return `one of ${(schema.enum as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`
  if (keyword === 'type') return [schema.type].flat().map(nounOf).join(' or ')
  if (keyword === 'format') return `a value of the format ${params.format}`
  if (keyword === 'pattern') return `a text that matches ${params.pattern}`
  if (keyword === 'uniqueItems') return 'no entry twice'
  if (BRANCHING.includes(keyword)) return `one of the ${(schema[keyword] as unknown[]).length} forms under ${keyword}`
  return message.replace(/^must be /, 'a value ').replace(/^must /, 'to ')
}

export const BRANCHING = ['oneOf', 'anyOf']

const NOUNS: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

function nounOf(type: unknown): string {
  return NOUNS[String(type)] ?? String(type)
}
