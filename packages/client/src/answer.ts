import type { PageInfo } from '@testsigma-tms/types'
import { type ApiError, errorClassFor, IndeterminateWriteError } from './errors.ts'
import type { Operation } from './operation.ts'
import type { PreparedRequest } from './request.ts'
import { isIdempotent, isRateLimited, isTransient } from './retry.ts'
import { attemptsOf } from './transport.ts'

/** The envelope around every entity. */
export interface Envelope {
  readonly message?: string
  readonly data?: unknown
  readonly page_info?: PageInfo
}

/** An answer of the API, with what is needed to say what went wrong. */
export interface Answer {
  readonly operation: Operation
  readonly request: PreparedRequest
  readonly response: Response
  readonly body: unknown
}

/** Reads the body: parsed where it is JSON, as text where it is not, `undefined` where it is empty. */
export async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

/** Throws the error that fits an answer without success. */
export function assertSuccess(answer: Answer): void {
  if (answer.response.ok) return
  const { message, errors } = asObject(answer.body)
  const { details } = asObject(errors)
  const location = answer.response.headers.get('location')
  const said = location ? `a redirect to ${location} that was not followed` : (details ?? message ?? answer.body)
  const error = apiError(answer, `answered ${answer.response.status}${sentence(said)}`)
  if (!leavesOpen(answer, message)) throw error
  throw new IndeterminateWriteError(`It may have been applied: ${error.message}`, { cause: error })
}

/** Whether the request may have been applied although it failed, and would do harm if repeated. */
function leavesOpen({ operation, response }: Answer, message: unknown): boolean {
  const { idempotent = isIdempotent(operation.method) } = operation
  return !idempotent && isTransient(response.status) && !isRateLimited(response.status, message)
}

/** The envelope of a successful answer. */
export function envelopeOf(answer: Answer): Envelope {
  return asObject(answer.body)
}

/** Takes the entity, or the list of entities, out of its envelope. */
export function entityOf(answer: Answer): unknown {
  const { keys = [] } = answer.operation
  const { data } = envelopeOf(answer)
  const key = keys.find((name) => name in asObject(data))
  const entity = keys.length === 0 ? data : asObject(data)[key ?? '']
  if (entity !== undefined && entity !== null) return entity

  const place = keys.length === 0 ? 'data' : keys.map((name) => `data.${name}`).join(' or ')
  throw apiError(answer, `answered ${answer.response.status} without ${place}${sentence(answer.body)}`)
}

/** One client was seen to read the second name. */
export function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? headers.get('x-tms-api-request-id') ?? undefined
}

function apiError({ operation, request, response, body }: Answer, problem: string): ApiError {
  const { message, code, errors } = asObject(body)
  const inner = asObject(errors)
  const ErrorClass = errorClassFor(response.status, message)
  return new ErrorClass(`${request.method} ${request.url} ${problem}`, {
    status: response.status,
    code: [code, inner.code].find((value) => typeof value === 'number') as number | undefined,
    details: typeof inner.details === 'string' ? inner.details : undefined,
    requestId: requestIdOf(response),
    operationId: operation.id,
    method: request.method,
    url: request.url,
    body,
    attempts: attemptsOf(response),
    requestBody: request.body,
  })
}

/** Longest piece of an unexpected body that a message quotes. */
const QUOTED_LENGTH = 200

function sentence(text: unknown): string {
  if (text === undefined || text === '') return '.'
  const quoted = typeof text === 'string' ? text : JSON.stringify(text)
  return `: ${quoted.length > QUOTED_LENGTH ? `${quoted.slice(0, QUOTED_LENGTH)}…` : quoted}`
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
