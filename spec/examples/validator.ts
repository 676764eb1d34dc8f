import { Ajv2020, type DefinedError, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Contract, escapeToken, isObject, type Json, type JsonObject } from './contract.ts'

/** What is wrong with a value. */
export interface Problem {
  /** Where in the value, as a JSON pointer without `#`; the value itself is ``. */
  readonly path: string
  /** What the schema asks for there: `must be string`. */
  readonly message: string
}

/** Finds what is wrong with a value by the schema at a pointer; nothing where nothing is. */
export type Validate = (schema: string, value: Json) => Problem[]

/** Validates with the schemas of a contract, and refuses properties that they do not declare. */
export function createValidator(contract: Contract): Validate {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ ...(closed(contract.document) as JsonObject), $id: 'contract' })
  const compiled = new Map<string, ValidateFunction>()

  function compile(schema: string): ValidateFunction {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `contract${encodeURI(schema)}` })
    compiled.set(schema, validate)
    return validate
  }

  return function problems(schema: string, value: Json): Problem[] {
    const validate = compile(schema)
    if (!validate(value)) return ((validate.errors ?? []) as DefinedError[]).map(asProblem)
    // To Ajv `contentSchema` is an annotation, so the documents inside strings are validated here.
    return embeddedDocuments(contract, schema, value).flatMap((part) =>
      problems(part.pointer, part.value).map(({ path, message }) => ({
        path: `/${escapeToken(part.name)}`,
        message: `in the document inside, ${path || '/'} ${message}`,
      })),
    )
  }
}

/** JSON documents inside strings, with the schema that `contentSchema` gives for them. */
export function embeddedDocuments(
  contract: Contract,
  pointer: string,
  value: Json,
): { name: string; pointer: string; value: Json }[] {
  const target = contract.resolve(pointer)
  const schema = contract.at(target)
  if (!isObject(schema) || !isObject(schema.properties) || !isObject(value)) return []
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const text = value[name]
    if (!isObject(property) || !property.contentSchema || typeof text !== 'string') return []
    return [{ name, pointer: `${target}/properties/${name}/contentSchema`, value: JSON.parse(text) as Json }]
  })
}

/** A copy in which every schema that lists its properties allows no others. */
function closed(node: Json): Json {
  if (Array.isArray(node)) return node.map(closed)
  if (!isObject(node)) return node
  const copy: JsonObject = {}
  for (const [name, value] of Object.entries(node)) copy[name] = name.startsWith('example') ? value : closed(value)
  if (isObject(node.properties) && !('additionalProperties' in node)) copy.additionalProperties = false
  return copy
}

function asProblem(error: DefinedError): Problem {
  if (error.keyword === 'additionalProperties') {
    const name = error.params.additionalProperty
    return {
      path: `${error.instancePath}/${escapeToken(name)}`,
      message: 'must not be there, as the schema does not declare it',
    }
  }
  const detail = error.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}` : ''
  return { path: error.instancePath, message: `${error.message}${detail}` }
}
