import type { Schema } from '@testsigma-tms/spec/contract'
import { closeDocument, type Failure } from '@testsigma-tms/spec/schema'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import { contract } from '../contract.ts'
import type { ApiError } from '../errors.ts'
import { once } from '../once.ts'
import { explainBody, explainPath } from './explain.ts'
import { type Findings, findFailures, type Validators } from './findings.ts'
import { integerFailure } from './integers.ts'
import { textFailure } from './texts.ts'
import { uniqueItems } from './unique-items.ts'

// The contract's schemas are checked when it is built; checking them again would take a fifth of the start time.
const options = { verbose: true, strict: false, validateSchema: false } as const
/** The base URI of the contract in references. */
const id = 'contract'

/** Creates an Ajv instance on first use, because that is slow: one stops at the first failure, the other finds all. */
const makeAjv = once((key) => {
  const { coerceTypes, allErrors } = JSON.parse(key) as { coerceTypes: boolean; allErrors: boolean }
  const ajv = new Ajv2020({ ...options, coerceTypes, allErrors })
  addFormats.default(ajv)
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems)
  if (!coerceTypes) ajv.addSchema(closeDocument(contract.document, { parsesForms: true }), id)
  return ajv
})

const compileOnce = once((key) => {
  const { schema, isText, allErrors } = JSON.parse(key)
  // Path and query parameters are strings, so "25" must be converted to 25.
  return makeAjv(JSON.stringify({ coerceTypes: isText, allErrors })).compile(schema)
})

const nothingWrong: readonly Failure[] = []

/** The schema of a body in the closed contract. */
export function bodySchema(pointer: string): object {
  return { $ref: id + pointer }
}

/** Compiles a validator on the first request, because few clients use all operations. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const isText = httpPart !== 'body'
  const failuresBy = (allErrors: boolean) => {
    const key = JSON.stringify({ schema, isText, allErrors })
    return (value: unknown): readonly Failure[] => {
      const validate = compileOnce(key)
      return validate(value) ? nothingWrong : ((validate.errors ?? []) as Failure[])
    }
  }
  const validators: Validators = { first: failuresBy(false), all: failuresBy(true) }
  // Undeclared parameters are ignored; bodies are closed.
  const parameters = isText ? (schema as { properties: Record<string, Schema> }).properties : undefined
  return (value: unknown) => {
    const refusal = refuse(value, httpPart ?? '', validators, parameters)
    return refusal ? { error: refusal } : true
  }
}

function refuse(
  value: unknown,
  part: string,
  validators: Validators,
  parameters: Record<string, Schema> | undefined,
): ApiError | undefined {
  const findings = findingsOf(value, validators, parameters)
  if (!findings) return undefined
  return part === 'params' ? explainPath(findings.failures) : explainBody(findings)
}

function findingsOf(
  value: unknown,
  validators: Validators,
  parameters: Record<string, Schema> | undefined,
): Findings | undefined {
  // Before the validator converts it.
  const unlike = parameters && integerFailure(value, parameters)
  const findings = findFailures(validators, value)
  if (unlike) return { failures: [unlike, ...(findings?.failures ?? [])], isCut: findings?.isCut ?? false }
  if (findings) return findings
  const failure = textFailure(value, parameters && Object.keys(parameters))
  return failure && { failures: [failure], isCut: false }
}
