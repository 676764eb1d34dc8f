import type { PageInfo } from '@testsigma-tms/types'
import { decode } from './decode.ts'
import { type ApiError, errorClassFor, IndeterminateWriteError } from './errors.ts'
import type { Operation } from './operation.ts'
import type { PreparedRequest } from './request.ts'
import { isTransient } from './retry.ts'
import type { Exchange } from './transport.ts'

/** The envelope around every entity. */
export interface Envelope {
  readonly message?: string
  readonly data?: unknown
  readonly page_info?: PageInfo
}

/** An answer of the API, with what is needed to say what went wrong. */
export interface Answer extends Exchange {
  readonly operation: Operation
  readonly request: PreparedRequest
  /** Parsed where it is JSON, text where it is not, `undefined` where it is empty. */
  readonly content: unknown
}

/** Reads a body. */
export function parse(body: Exchange['body']): unknown {
  const text = decode(body)
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

/** Throws the error that fits an answer without success. */
export function assertSuccess(answer: Answer): void {
  const { operation, response, refused, content } = answer
  if (response.ok) return
  const { message, errors } = asObject(content)
  const location = response.headers.get('location')
  const error = apiError(
    answer,
    '',
    location ? `a redirect to ${location} that was not followed` : (asObject(errors).details ?? message ?? content),
  )
  if (operation.idempotent || refused || !isTransient(response.status)) throw error
  throw new IndeterminateWriteError(`It may have been applied: ${error.message}`, { cause: error })
}

/** The envelope of a successful answer. */
export function envelopeOf({ content }: Answer): Envelope {
  return asObject(content)
}

/** Takes the entity, or the list of entities, out of its envelope. */
export function entityOf(answer: Answer): unknown {
  const { keys } = answer.operation
  const { data } = envelopeOf(answer)
  const entity = keys[0] ? keys.map((key) => asObject(data)[key]).find((value) => value != null) : data
  if (entity != null) return entity

  const place = keys.map((key) => `data.${key}`).join(' or ') || 'data'
  throw apiError(answer, ` without ${place}`, answer.content)
}

/** One client was seen to read the second name. */
export function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? headers.get('x-tms-api-request-id') ?? undefined
}

function apiError(
  { operation, request, response, refused, attempts, content }: Answer,
  problem: string,
  said: unknown,
): ApiError {
  const { method, url, body: requestBody } = request
  const { status } = response
  const { code, errors } = asObject(content)
  const { code: innerCode, details } = asObject(errors)
  const ErrorClass = errorClassFor(status, refused)
  return new ErrorClass(`${method} ${url} answered ${status}${problem}${quote(said)}`, {
    status,
    code: [code, innerCode].find((value) => typeof value === 'number'),
    details: typeof details === 'string' ? details : undefined,
    requestId: requestIdOf(response),
    operationId: operation.id,
    method,
    url,
    body: content,
    attempts,
    requestBody,
  })
}

/** Longest piece of an unexpected body that a message quotes. */
const QUOTED_LENGTH = 200

function quote(said: unknown): string {
  if (said === undefined) return '.'
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return `: ${text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text}`
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
