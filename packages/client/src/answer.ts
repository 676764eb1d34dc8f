import type { PageInfo } from '@testsigma-tms/types'
import { type ApiError, errorClassFor, mayHaveBeenApplied } from './errors.ts'
import type { Operation } from './operation.ts'
import type { PreparedRequest } from './request.ts'
import type { Exchange } from './transport.ts'

/** What the API wraps around every entity, and what it says about a failure. None of it is sure to be there. */
interface Envelope {
  readonly message?: string
  readonly data?: unknown
  readonly page_info?: PageInfo
  readonly code?: unknown
  readonly errors?: { readonly code?: unknown; readonly details?: unknown }
}

/** An answer of the API, with what is needed to say what went wrong. */
export interface Answer extends Exchange {
  readonly operation: Operation
  readonly request: PreparedRequest
  readonly requestId: string | undefined
  /** Parsed where it is JSON, text where it is not, `undefined` where it is empty. */
  readonly content: unknown
  readonly envelope: Envelope
}

export function readAnswer(operation: Operation, request: PreparedRequest, exchange: Exchange): Answer {
  const { headers } = exchange.response
  const content = parse(exchange.body)
  return {
    ...exchange,
    operation,
    request,
    // One client was seen to read the second name.
    requestId: headers.get('x-request-id') ?? headers.get('x-tms-api-request-id') ?? undefined,
    content,
    envelope: Object(content),
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text as string)
  } catch {
    return text || undefined
  }
}

/** Throws the error that fits an answer without success. */
export function assertSuccess(answer: Answer): void {
  if (answer.response.ok) return
  const error = apiError(answer)
  throw answer.uncertain ? mayHaveBeenApplied(error) : error
}

/** Takes the entity, or the list of entities, out of its envelope. */
export function entityOf(answer: Answer): unknown {
  const { keys } = answer.operation
  if (!keys) return undefined
  const { data } = answer.envelope
  const entity = keys[0] ? keys.map((key) => Object(data)[key]).find((value) => value != null) : data
  if (entity != null) return entity
  throw apiError(answer, ` without ${keys.map((key) => `data.${key}`).join(' or ') || 'data'}`)
}

function apiError(answer: Answer, missing = ''): ApiError {
  const { operation, request, requestId, response, refused, attempts, content, envelope } = answer
  const { method, url, body: requestBody } = request
  const { status } = response
  const { code, message, errors } = envelope
  const { code: innerCode, details } = Object(errors)
  const location = response.headers.get('location')
  const said = location ? `a redirect to ${location} that was not followed` : (details ?? message)
  return new (errorClassFor(status, refused))(
    `${method} ${url} answered ${status}${missing}${quote(missing ? content : (said ?? content))}`,
    {
      status,
      code: [code, innerCode].find((value) => typeof value === 'number'),
      details: typeof details === 'string' ? details : undefined,
      requestId,
      operationId: operation.id,
      method,
      url,
      body: content,
      attempts,
      requestBody,
    },
  )
}

/** No more than the beginning of an unexpected body. */
function quote(said: unknown): string {
  if (said === undefined) return '.'
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return `: ${text.replace(/^(.{200}).+/s, '$1…')}`
}
