import { parsePointer } from '@testsigma-tms/spec/contract'
import { type Failure, violationOf } from '@testsigma-tms/spec/schema'
import { type ApiError, notFound, unprocessable } from '../errors.ts'
import { shorten } from '../shorten.ts'
import type { Findings } from './findings.ts'

/** Describes which fields are wrong, what each accepts, and what was sent. */
export function explainBody({ failures, isCut }: Findings): ApiError {
  const sentences = [...new Set(failures.map(sentence))]
  return unprocessable([...sentences, ...(isCut ? ['and there may be more'] : [])].join('; '))
}

/** An invalid path parameter is an unknown ID: 404. */
export function explainPath([failure]: readonly Failure[]): ApiError {
  const name = failure?.instancePath.slice(1) ?? ''
  return notFound(name.replace(/_id$/, '').replaceAll('_', ' '), String(failure?.data))
}

function sentence(failure: Failure): string {
  const { at, kind, field, message, value } = violationOf(failure)
  const path = [...parsePointer(at), ...(field === undefined ? [] : [field])].join('.')
  return `${shorten(path) || 'body'}: ${message}${kind === 'invalid' ? `, got ${shorten(written(value))}` : ''}`
}

/** JSON has no word for the infinity that `1e999` is. */
function written(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
