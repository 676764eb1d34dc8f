import type { Pointer, Schema } from '../contract/index.ts'
import { POINTER } from './close.ts'
import { expectation, formatExpectation, NO_DUPLICATES } from './words.ts'

/** One failure of a validator: the part of Ajv's `ErrorObject` (with `verbose`) that is used here. */
export interface Failure {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parentSchema?: object | undefined
  readonly data?: unknown
  readonly message?: string | undefined
}

/** One violation of a schema. */
export interface Violation {
  /**
   * JSON pointer into the value, without `#`; empty for the value itself. For a missing or undeclared field, its
   * object.
   */
  readonly at: string
  /** Pointer to the violated schema, if the document was closed by `closeDocument`. */
  readonly declaredAt: Pointer | undefined
  readonly kind: 'missing' | 'undeclared' | 'invalid'
  /** The name of the missing or undeclared field. */
  readonly field: string | undefined
  /** Identifies the violation at its location: `required email`, `undeclared wings`, `pattern`. */
  readonly rule: string
  /** What the schema requires, as a noun: `an integer of 1 or more`. */
  readonly expected: string
  /** The same as a message about the field: `required`, `unknown field`, `must be an integer of 1 or more`. */
  readonly message: string
  /** The invalid value, or the value of an undeclared field; `undefined` for a missing field. */
  readonly value: unknown
}

/** Converts a failure of Ajv (with `verbose`). */
export function violationOf(failure: Failure): Violation {
  const { instancePath, params, parentSchema = {} } = failure
  const declaredAt = (parentSchema as { readonly [POINTER]?: Pointer })[POINTER]
  const place = { at: instancePath, declaredAt }
  const undeclared = params.additionalProperty ?? params.unevaluatedProperty
  if (failure.keyword === 'required') return { ...place, ...missing(String(params.missingProperty)) }
  if (typeof undeclared === 'string') return { ...place, ...undeclaredField(undeclared, failure.data) }
  return { ...place, ...invalid(failure, parentSchema) }
}

type Finding = Omit<Violation, 'at' | 'declaredAt'>

function missing(field: string): Finding {
  const expected = `the field "${field}"`
  return { kind: 'missing', field, rule: `required ${field}`, expected, message: 'required', value: undefined }
}

function undeclaredField(field: string, owner: unknown): Finding {
  const value = (owner as Readonly<Record<string, unknown>>)[field]
  const expected = 'declared fields only'
  return { kind: 'undeclared', field, rule: `undeclared ${field}`, expected, message: 'unknown field', value }
}

function invalid({ keyword, message = keyword, data }: Failure, schema: Schema): Finding {
  const expected = expectedBy(keyword, schema)
  return {
    kind: 'invalid',
    field: undefined,
    rule: keyword,
    expected: expected ?? message.replace(/^must be /, '').replace(/^must /, 'to '),
    message: expected === undefined ? message : `must be ${expected}`,
    value: data,
  }
}

/** `undefined` for keywords that the validator's own message explains better. */
function expectedBy(keyword: string, schema: Schema): string | undefined {
  if (keyword === 'format' && !schema.enum) return formatExpectation(schema.format ?? '')
  if (keyword === 'uniqueItems') return NO_DUPLICATES
  if (keyword === 'multipleOf') return `a multiple of ${schema.multipleOf}`
  if (keyword === 'oneOf' || keyword === 'anyOf') {
    return `one of the ${schema[keyword]?.length} alternatives under ${keyword}`
  }
  return ABOUT_VALUES.includes(keyword) ? expectation(schema) : undefined
}

const ABOUT_VALUES = [
  ...['type', 'enum', 'const', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
]
