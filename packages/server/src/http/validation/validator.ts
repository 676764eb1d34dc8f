import { closeDocument, type Failure } from '@testsigma-tms/spec/schema'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import { contract } from '../contract.ts'
import type { ApiError } from '../errors.ts'
import { once } from '../once.ts'
import { explainBody, explainPath } from './explain.ts'
import { type Findings, findFailures, type Validators } from './findings.ts'
import { nulFailure } from './nul.ts'
import { uniqueItems } from './unique-items.ts'

// The contract's schemas are checked where it is made; checking them here would be a fifth of the time to start.
const options = { verbose: true, strict: false, validateSchema: false } as const
/** What the documents in `contract` are called in references. */
const id = 'contract'

/** One that stops at the first failure, and one that does not; each made when it is first needed, as that takes a while. */
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
  // Paths and queries are text, so "25" has to become 25.
  return makeAjv(JSON.stringify({ coerceTypes: isText, allErrors })).compile(schema)
})

const nothingWrong: readonly Failure[] = []

/** A schema of the closed contract. */
export function bodySchema(pointer: string): object {
  return { $ref: id + pointer }
}

/** Compiles at the first request, as nobody uses all operations at once. */
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
  // Other parameters are ignored; a body has no others.
  const declared = isText ? Object.keys((schema as { properties: object }).properties) : undefined
  return (value: unknown) => {
    const refusal = refuse(value, httpPart ?? '', validators, declared)
    return refusal ? { error: refusal } : true
  }
}

function refuse(
  value: unknown,
  part: string,
  validators: Validators,
  declared: readonly string[] | undefined,
): ApiError | undefined {
  const findings = findingsOf(value, validators, declared)
  if (!findings) return undefined
  return part === 'params' ? explainPath(findings.failures) : explainBody(findings)
}

function findingsOf(
  value: unknown,
  validators: Validators,
  declared: readonly string[] | undefined,
): Findings | undefined {
  const findings = findFailures(validators, value)
  if (findings) return findings
  const failure = nulFailure(value, declared)
  return failure && { failures: [failure], isCut: false }
}
