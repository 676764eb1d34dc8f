import type { PageInfo } from '@testsigma-tms/types'
import { type ApiError, type ApiErrorClass, errorClassOf, mayHaveBeenApplied, RateLimitError } from './errors.ts'
import type { SentBody } from './form.ts'
import type { Operation } from './operation.ts'
import type { FetchResponse } from './options.ts'
import { type ApiRequest, sentBodyOf } from './request.ts'
import { type Scrub, scrubHeaders, scrubValue } from './scrub.ts'
import type { TransportResponse } from './transport/delivery.ts'

/** What a response says, out of its envelope. */
export interface ApiResult {
  /** What it is the response to. */
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

/** What the API wraps around every entity, and what it says about a failure. None of it is sure to be there. */
interface Envelope {
  readonly message?: string
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly page_info?: PageInfo
  readonly code?: unknown
  readonly errors?: { readonly code?: unknown; readonly details?: unknown } | null
}

/** A response, and what is needed to read it. */
export interface Received {
  readonly operation: Operation
  readonly request: ApiRequest
  readonly received: TransportResponse
  readonly scrub: Scrub
}

/**
 * Takes a response out of its envelope.
 * @throws {ApiError} for a response without success, and for one without the result that the contract promises
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
  // Whatever the other side echoes, the key is not among it.
  const body = scrubValue(parse(text), scrub)
  const envelope: Envelope = Object(body)
  const details = envelope.errors?.details
  const url = scrub(request.url)
  // The status alone does not tell a refusal by the rate limit from other failures.
  const ErrorClass: ApiErrorClass = isRefused ? RateLimitError : errorClassOf(status)
  return new ErrorClass(`${method} ${url} answered ${status}${problem}${quote(said(body, envelope))}`, {
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

/** One client was seen to read the second name. */
function requestIdOf({ headers }: FetchResponse, scrub: Scrub): string | undefined {
  const id = headers.get('x-request-id') ?? headers.get('x-tms-api-request-id')
  return id === null ? undefined : scrub(id)
}

/** Parsed where it is JSON, text where it is not, `undefined` where it is empty. */
function parse(text = ''): unknown {
  try {
    // Not every `fetch` takes a byte order mark away.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return text || undefined
  }
}

/** No more than the beginning of an unexpected body. */
function quote(said: unknown): string {
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return text ? `: ${text.replace(/^(.{200}).+/s, '$1...')}` : '.'
}
