import type { PageInfo } from '@testsigma-tms/types'
import { type ApiError, type ApiErrorClass, errorClassOf, mayHaveBeenApplied, RateLimitError } from './errors.ts'
import type { SentBody } from './form.ts'
import type { Operation } from './operation.ts'
import type { FetchResponse } from './options.ts'
import { type ApiRequest, sentBodyOf } from './request.ts'
import { type Scrub, scrubHeaders, scrubValue } from './scrub.ts'
import type { TransportResponse } from './transport/delivery.ts'

/** The content of a response, without its envelope. */
export interface ApiResult {
  /** The request that this is the response to. */
  readonly request: ApiRequest
  readonly result: unknown
  readonly response: FetchResponse
  /** How often the request was sent. */
  readonly attempts: number
  /** Identifies the request in the vendor's logs. */
  readonly requestId: string | undefined
  readonly pageInfo: PageInfo | undefined
  readonly message: string | undefined
}

/** The object around every entity, or the description of a failure. Every field may be missing. */
interface Envelope {
  readonly message?: string
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly page_info?: PageInfo
  readonly code?: unknown
  readonly errors?: { readonly code?: unknown; readonly details?: unknown } | null
}

/** A response, and everything needed to read it. */
export interface Received {
  readonly operation: Operation
  readonly request: ApiRequest
  readonly received: TransportResponse
  readonly scrub: Scrub
}

/**
 * Reads the result from the envelope of a response.
 * @throws {ApiError} for a failure, and for a response without the result that the contract promises
 */
export function readResponse({ operation, request, received, scrub }: Received): ApiResult {
  const { response, text, attempts, isGone } = received
  const { result: keys, success, isPage } = operation
  const fail = (problem: string, said?: (body: unknown, envelope: Envelope) => unknown) =>
    errorOf({ operation, request, received, scrub }, problem, said)
  if (isGone) return { ...NOTHING, request, attempts, response: new Response(null, { status: 204 }) }
  if (!response.ok) {
    const error = fail('', (body, envelope) => whatItSays(response, envelope, scrub) ?? body)
    throw received.isUncertain ? mayHaveBeenApplied(error) : error
  }

  const { data, page_info: pageInfo, message }: Envelope = Object(parse(text))
  const result = keys?.length ? keys.map((key) => data?.[key]).find(Boolean) : keys && data
  if (keys && (isPage ? !Array.isArray(result) : !result)) {
    const places = keys.map((key) => `.${key}`).join(' or ')
    throw fail(` without data${places}${result ? ' as a list' : ''}`)
  }
  if (success && !success.includes(response.status)) {
    throw fail(`, which does not mean success: the contract has ${success.join(' and ')}`)
  }
  return { request, attempts, result, response, requestId: requestIdOf(response, scrub), pageInfo, message }
}

const NOTHING = { result: undefined, requestId: undefined, pageInfo: undefined, message: undefined }

function whatItSays({ headers }: FetchResponse, { errors, message }: Envelope, scrub: Scrub): unknown {
  const location = headers.get('location')
  return location ? `a redirect to ${scrub(location)} that was not followed` : (errors?.details ?? message)
}

function errorOf(
  { request, received, scrub }: Received,
  problem: string,
  said: (body: unknown, envelope: Envelope) => unknown = (body) => body,
): ApiError {
  const { operationId, method } = request
  const { response, text, attempts, isRefused } = received
  const { status } = response
  // The response may echo the key.
  const body = scrubValue(parse(text), scrub)
  const envelope: Envelope = Object(body)
  const details = envelope.errors?.details
  const url = scrub(request.url)
  // The status alone does not tell a rate-limited request from other failures.
  const ErrorClass: ApiErrorClass = isRefused ? RateLimitError : errorClassOf(status)
  return new ErrorClass(`${method} ${url} returned ${status}${problem}${quote(said(body, envelope))}`, {
    operationId,
    method,
    url,
    attempts,
    status,
    code: [envelope.code, envelope.errors?.code].find((value) => typeof value === 'number'),
    details: typeof details === 'string' ? details : undefined,
    requestId: requestIdOf(response, scrub),
    headers: scrubHeaders(response.headers, scrub),
    body,
    requestBody: scrubValue(sentBodyOf(request), scrub) as SentBody,
  })
}

/** The second name was observed in another client's code. */
function requestIdOf({ headers }: FetchResponse, scrub: Scrub): string | undefined {
  const id = headers.get('x-request-id') ?? headers.get('x-tms-api-request-id')
  return id === null ? undefined : scrub(id)
}

/** Parsed if it is JSON, otherwise the text; `undefined` if it is empty. */
function parse(text = ''): unknown {
  try {
    // Not every `fetch` removes a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return text || undefined
  }
}

/** Quotes only the beginning of an unexpected body. */
function quote(said: unknown): string {
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return text ? `: ${text.replace(/^(.{200}).+/s, '$1...')}` : '.'
}
