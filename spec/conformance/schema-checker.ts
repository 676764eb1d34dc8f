import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Contract, type Document, encodePointer, type Pointer } from '../contract/index.ts'
import { closeDocument, embeddedDocuments, POINTER, parseJson, type Violation, violationOf } from '../schema/index.ts'
import { type Problem, problemOf } from './problem.ts'

/** Validates values against the schemas of one contract. */
export interface SchemaChecker {
  /** Violations of the schema at a pointer, including undeclared fields at any depth. */
  violations(schema: Pointer, value: unknown): Violation[]
  /** The same as problems, which do not contain the value. */
  problems(schema: Pointer, value: unknown): Problem[]
  /** The same for strings of a header, a path or a query, where `"25"` is a number. */
  problemsOfText(schema: Pointer, text: string | readonly string[]): Problem[]
}

/** Schemas are compiled on first use. */
export function createSchemaChecker(contract: Contract): SchemaChecker {
  const closed = closeDocument(contract.document)
  const validatorFor = compiler(closed, false)
  const textValidatorFor = compiler(closed, true)

  const violations = (schema: Pointer, value: unknown): Violation[] => {
    const validate = validatorFor(schema)
    if (!validate(value)) return explain(validate.errors ?? [], violations)
    // For Ajv, `contentSchema` is only an annotation, so JSON documents in strings are validated here.
    return embeddedDocuments(contract, schema, value).flatMap(({ at, schemaPointer, text }) => {
      const part = parseJson(text)
      const found = part === undefined ? [notJson(schemaPointer, text)] : violations(schemaPointer, part)
      return found.map((violation) => ({ ...violation, at: `${at}${violation.at}` }))
    })
  }
  return {
    violations,
    problems: (schema, value) => violations(schema, value).map(problemOf),
    problemsOfText(schema, text) {
      const validate = textValidatorFor(schema)
      // Ajv can only coerce a value that is inside an object.
      if (validate({ value: text })) return []
      return explain(validate.errors ?? [], () => []).map((violation) => ({ ...problemOf(violation), at: '' }))
    },
  }
}

function compiler(closed: Document, isText: boolean): (pointer: Pointer) => ValidateFunction {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    coerceTypes: isText && 'array',
  })
  addFormats.default(ajv)
  ajv.addSchema(closed, 'contract')
  const compiled = new Map<Pointer, ValidateFunction>()
  return (pointer) => {
    const known = compiled.get(pointer)
    if (known) return known
    const reference = { $ref: `contract${encodePointer(pointer)}` }
    const validate = ajv.compile(isText ? { type: 'object', properties: { value: reference } } : reference)
    compiled.set(pointer, validate)
    return validate
  }
}

type Recheck = (schema: Pointer, value: unknown) => Violation[]

const BRANCHING = ['oneOf', 'anyOf']

/** Reports each failure once. If no alternative matches, reports the failures of the closest one. */
function explain(errors: readonly ErrorObject[], recheck: Recheck): Violation[] {
  const choices = errors.filter(({ keyword }) => BRANCHING.includes(keyword))
  const others = errors.filter((error) => !choices.some((choice) => choice === error || isInside(error, choice)))
  return [...others.map(violationOf), ...choices.flatMap((choice) => closest(choice, recheck))]
}

/** Whether a failure belongs to one of several alternatives, or is a consequence of none of them matching. */
function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.instancePath === choice.instancePath && error.keyword === 'unevaluatedProperties') return true
  const isBelow = `${error.instancePath}/`.startsWith(`${choice.instancePath}/`)
  return isBelow && error.parentSchema?.[POINTER] !== choice.parentSchema?.[POINTER]
}

function closest(choice: ErrorObject, recheck: Recheck): Violation[] {
  const { keyword, parentSchema = {}, instancePath, data } = choice
  const alternatives = parentSchema[keyword] as readonly { readonly [POINTER]: Pointer }[]
  const results = alternatives.map((alternative) => recheck(alternative[POINTER], data))
  const misses = (violations: readonly Violation[]) => violations.filter(({ at }) => at === '').length
  const [best = []] = results.sort((a, b) => a.length - b.length || misses(a) - misses(b))
  if (best.length === 0) return [violationOf(choice)]
  return best.map((violation) => ({ ...violation, at: `${instancePath}${violation.at}` }))
}

function notJson(declaredAt: Pointer, value: string): Violation {
  const words = { rule: 'json', expected: 'JSON', message: 'must be JSON' }
  return { at: '', declaredAt, kind: 'invalid', field: undefined, ...words, value }
}
