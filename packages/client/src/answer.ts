import type { PageInfo } from '@testsigma-tms/types'
import { type ApiError, errorClassFor, mayHaveBeenApplied } from './errors.ts'
import type { PreparedRequest } from './operation.ts'
import type { Exchange } from './transport.ts'

/** What the API wraps around every entity, and what it says about a failure. None of it is sure to be there. */
interface Envelope {
  readonly message?: string
  readonly data?: unknown
  readonly page_info?: PageInfo
  readonly code?: unknown
  readonly errors?: unknown
}

/** What a successful answer holds. */
export interface Answer {
  /** The entity, or the list of entities; `undefined` where the operation answers with none. */
  readonly entity: unknown
  readonly message: string | undefined
  readonly pageInfo: PageInfo | undefined
  /** Identifies the request in the vendor's logs. */
  readonly requestId: string | undefined
}

/**
 * Takes an answer out of its envelope.
 * @param keys names under which the entity may be; `undefined` where there is none to find
 * @throws {ApiError} for an answer without success, and for one without the entity
 */
export function readAnswer(
  keys: readonly string[] | undefined,
  { operationId, method, url, body: requestBody }: PreparedRequest,
  { response, body: text, attempts, refused, uncertain }: Exchange,
): Answer {
  const body = parse(text)
  const { message, data, page_info: pageInfo, code, errors }: Envelope = Object(body)
  const { code: innerCode, details } = Object(errors)
  const { headers, status } = response
  // One client was seen to read the second name.
  const requestId = headers.get('x-request-id') ?? headers.get('x-tms-api-request-id') ?? undefined

  const failure = (problem: string, said: unknown): ApiError =>
    new (errorClassFor(status, refused))(`${method} ${url} answered ${status}${problem}${quote(said)}`, {
      status,
      code: [code, innerCode].find((value) => typeof value === 'number'),
      details: typeof details === 'string' ? details : undefined,
      requestId,
      operationId,
      method,
      url,
      body,
      attempts,
      requestBody,
    })

  if (!response.ok) {
    const location = headers.get('location')
    const said = location ? `a redirect to ${location} that was not followed` : (details ?? message ?? body)
    const error = failure('', said)
    throw uncertain ? mayHaveBeenApplied(error) : error
  }
  const entity = keys?.[0] ? keys.map((key) => Object(data)[key]).find(Boolean) : keys && data
  if (entity || !keys) return { entity, message, pageInfo, requestId }
  throw failure(` without ${keys.map((key) => `data.${key}`).join(' or ') || 'data'}`, body)
}

/** Parsed where it is JSON, text where it is not, `undefined` where it is empty. */
function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text as string)
  } catch {
    return text || undefined
  }
}

/** No more than the beginning of an unexpected body. */
function quote(said: unknown): string {
  if (said === undefined) return '.'
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return `: ${text.replace(/^(.{200}).+/s, '$1…')}`
}
