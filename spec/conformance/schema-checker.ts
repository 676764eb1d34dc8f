import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { closeDocument, POINTER } from './closed.ts'
import { isObject, type Json, type JsonObject, resolvePointer, valueAt } from './json.ts'
import { BRANCHING, type Problem, problemOf } from './problem.ts'

/** Holds values against schemas of one contract. */
export interface SchemaChecker {
  /** What is wrong with a value by the schema at a pointer (`#/…`), undeclared fields at any depth included. */
  problems(schema: string, value: unknown): Problem[]
  /** The same for a text from a header, a path or a query, where `"25"` is a number. */
  problemsOfText(schema: string, text: string | readonly string[]): Problem[]
}

/** Compiles each schema when it is first needed. */
export function createSchemaChecker(document: JsonObject): SchemaChecker {
  const closed = closeDocument(document)
  const validatorFor = compiler(closed, false)
  const textValidatorFor = compiler(closed, true)

  const problems = (schema: string, value: unknown): Problem[] => {
    const validate = validatorFor(schema)
    if (!validate(value)) return explain(validate.errors ?? [], (branch, part) => problems(branch, part))
    // To Ajv `contentSchema` is an annotation, so the documents inside strings are held against it here.
    return embedded(document, schema, value).flatMap(({ at, place, text }) => {
      const part = parseJson(text)
      const found = part === undefined ? [notJson(place)] : problems(place, part)
      return found.map((problem) => ({ ...problem, at: `${at}${problem.at}` }))
    })
  }
  return {
    problems,
    problemsOfText(schema, text) {
      const validate = textValidatorFor(schema)
      // Coercion replaces a value in what is around it.
      if (validate({ value: text })) return []
      return explain(validate.errors ?? [], () => []).map((problem) => ({ ...problem, at: '' }))
    },
  }
}

/** Validators that refuse undeclared fields, by the pointers (`#/…`) of schemas; for those who word failures themselves. */
export function createStrictCompiler(document: JsonObject): (pointer: string) => ValidateFunction {
  return compiler(closeDocument(document), false)
}

function compiler(closed: JsonObject, isText: boolean): (pointer: string) => ValidateFunction {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    coerceTypes: isText && 'array',
  })
  addFormats.default(ajv)
  ajv.addSchema(closed, 'contract')
  const compiled = new Map<string, ValidateFunction>()
  return (pointer) => {
    const known = compiled.get(pointer)
    if (known) return known
    const reference = { $ref: `contract${encodeURI(pointer)}` }
    const validate = ajv.compile(isText ? { type: 'object', properties: { value: reference } } : reference)
    compiled.set(pointer, validate)
    return validate
  }
}

type Recheck = (schema: string, value: unknown) => Problem[]

/** Every failure once; where no form of several fits, the failures of the one that fits best. */
function explain(errors: readonly ErrorObject[], recheck: Recheck): Problem[] {
  const choices = errors.filter(({ keyword }) => BRANCHING.includes(keyword))
  const others = errors.filter((error) => !choices.some((choice) => choice === error || isInside(error, choice)))
  return [...others.map(problemOf), ...choices.flatMap((choice) => closest(choice, recheck))]
}

/** Whether a failure belongs to a form among several, or follows from none of them fitting. */
function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.instancePath === choice.instancePath && error.keyword === 'unevaluatedProperties') return true
  const isBelow = `${error.instancePath}/`.startsWith(`${choice.instancePath}/`)
  return isBelow && error.parentSchema?.[POINTER] !== choice.parentSchema?.[POINTER]
}

function closest(choice: ErrorObject, recheck: Recheck): Problem[] {
  const { keyword, parentSchema = {}, instancePath, data } = choice
  const forms = (parentSchema[keyword] as readonly JsonObject[]).map((form) => recheck(String(form[POINTER]), data))
  const misses = (problems: readonly Problem[]) => problems.filter(({ at }) => at === '').length
  const [best = []] = forms.sort((a, b) => a.length - b.length || misses(a) - misses(b))
  if (best.length === 0) return [problemOf(choice)]
  return best.map((problem) => ({ ...problem, at: `${instancePath}${problem.at}` }))
}

interface Embedded {
  readonly at: string
  readonly place: string
  readonly text: string
}

/** JSON documents in the fields of a form, with the schemas that `contentSchema` gives for them. */
function embedded(document: JsonObject, pointer: string, value: unknown): Embedded[] {
  const target = resolvePointer(document, pointer)
  const schema = valueAt(document, target)
  if (!isObject(schema) || !isObject(schema.properties) || !isObject(value)) return []
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const text = value[name]
    if (!isObject(property) || !property.contentSchema || typeof text !== 'string') return []
    return [{ at: `/${name}`, place: `${target}/properties/${name}/contentSchema`, text }]
  })
}

/** `undefined` for what is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notJson(declaredAt: string): Problem {
  return { at: '', declaredAt, rule: 'json', expected: 'JSON', got: 'a text that is not JSON' }
}
