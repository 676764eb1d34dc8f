import type { PageInfo } from '@testsigma-tms/types'
import type { WithResponse } from './api-promise.ts'
import { ApiError, CLASSES, mayHaveBeenApplied, RateLimitError, ServerError } from './errors.ts'
import type { PreparedRequest } from './operation.ts'
import type { Finish } from './transport.ts'

/** What the API wraps around every entity, and what it says about a failure. None of it is sure to be there. */
interface Envelope {
  readonly message?: string
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly page_info?: PageInfo
  readonly code?: unknown
  readonly errors?: unknown
}

/** Makes something of what is in the envelope: the entity or the list of entities, and what is said about these. */
export type Read<T> = (entity: unknown, pageInfo?: PageInfo, message?: string) => T

/**
 * Takes answers out of their envelope.
 * @param keys names under which the entity may be; `undefined` where there is none to find
 * @throws {ApiError} for an answer without success, and for one without the entity
 */
export function answerReader<T>(
  { operationId, method, url, body: requestBody }: PreparedRequest,
  keys: readonly string[] | undefined,
  read: Read<T>,
): Finish<WithResponse<T>> {
  return (response, text, attempts, refused, uncertain) => {
    const body = parse(text)
    const { message, data, page_info, code, errors }: Envelope = Object(body)
    const { code: innerCode, details } = Object(errors)
    const { headers, status } = response
    // One client was seen to read the second name.
    const requestId = headers.get('x-request-id') ?? headers.get('x-tms-api-request-id') ?? undefined

    // The status alone does not tell a refusal by the rate limit from other failures.
    const ErrorClass = refused ? RateLimitError : (CLASSES[status] ?? (status < 500 ? ApiError : ServerError))
    const failure = (problem: string, said: unknown): ApiError =>
      new ErrorClass(`${method} ${url} answered ${status}${problem}${quote(said)}`, {
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
    const entity = keys?.[0] ? keys.map((key) => data?.[key]).find(Boolean) : keys && data
    if (entity || !keys) return { data: read(entity, page_info, message), response, requestId }
    throw failure(` without data${keys.map((key) => `.${key}`).join(' or ')}`, body)
  }
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
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return text ? `: ${text.replace(/^(.{200}).+/s, '$1...')}` : '.'
}
