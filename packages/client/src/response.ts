import type { PageInfo } from '@testsigma-tms/types'
import { type ApiError, type ApiErrorClass, errorClassOf, mayHaveBeenApplied, RateLimitError } from './errors.ts'
import type { ApiRequest } from './request.ts'
import type { TransportResponse } from './transport/transport.ts'

/** What a response says, out of its envelope. */
export interface ApiResult {
  readonly result: unknown
  readonly response: Response
  /** Identifies the request in the vendor's logs. */
  readonly requestId: string | undefined
  readonly pageInfo: PageInfo | undefined
  readonly message: string | undefined
}

/** What the API wraps around every entity, and what it says about a failure. None of it is sure to be there. */
interface Envelope {
  readonly message?: string
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly page_info?: PageInfo
  readonly code?: unknown
  readonly errors?: { readonly code?: unknown; readonly details?: unknown } | null
}

/**
 * Takes a response out of its envelope.
 * @param keys names under which `data` may hold the result; `undefined` where there is none to find
 * @throws {ApiError} for a response without success, and for one without the result
 */
export function readResponse(
  request: ApiRequest,
  keys: readonly string[] | undefined,
  received: TransportResponse,
): ApiResult {
  const { response, text, isUncertain } = received
  const body = parse(text)
  const envelope: Envelope = Object(body)
  if (!response.ok) {
    const error = errorOf(request, received, body, whatItSays(response, envelope) ?? body)
    throw isUncertain ? mayHaveBeenApplied(error) : error
  }

  const { data, page_info: pageInfo, message } = envelope
  const result = keys?.length ? keys.map((key) => data?.[key]).find(Boolean) : keys && data
  if (keys && !result) {
    const places = keys.map((key) => `.${key}`).join(' or ')
    throw errorOf(request, received, body, body, ` without data${places}`)
  }
  return { result, response, requestId: requestIdOf(response), pageInfo, message }
}

function whatItSays({ headers }: Response, { errors, message }: Envelope): unknown {
  const location = headers.get('location')
  return location ? `a redirect to ${location} that was not followed` : (errors?.details ?? message)
}

function errorOf(
  { operationId, method, url, body: requestBody }: ApiRequest,
  { response, attempts, isRefused }: TransportResponse,
  body: unknown,
  said: unknown,
  problem = '',
): ApiError {
  const { status } = response
  const { code, errors }: Envelope = Object(body)
  const details = errors?.details
  // The status alone does not tell a refusal by the rate limit from other failures.
  const ErrorClass: ApiErrorClass = isRefused ? RateLimitError : errorClassOf(status)
  return new ErrorClass(`${method} ${url} answered ${status}${problem}${quote(said)}`, {
    status,
    code: [code, errors?.code].find((value) => typeof value === 'number'),
    details: typeof details === 'string' ? details : undefined,
    requestId: requestIdOf(response),
    operationId,
    method,
    url,
    body,
    attempts,
    requestBody,
  })
}

/** One client was seen to read the second name. */
function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? headers.get('x-tms-api-request-id') ?? undefined
}

/** Parsed where it is JSON, text where it is not, `undefined` where it is empty. */
function parse(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

/** No more than the beginning of an unexpected body. */
function quote(said: unknown): string {
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return text ? `: ${text.replace(/^(.{200}).+/s, '$1...')}` : '.'
}
