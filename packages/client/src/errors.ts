import { curlCommand } from './curl.ts'
import type { SentBody } from './form.ts'

/** Facts about the call that failed. */
export interface ErrorFacts {
  /** The operation's id in the contract. */
  readonly operationId?: string | undefined
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** How often the request was sent. */
  readonly attempts?: number | undefined
  /** Headers of the response, if there was one: `error.headers?.get('retry-after')`. */
  readonly headers?: Headers | undefined
  readonly cause?: unknown
}

/** The base class of every error that this package throws on purpose. The facts are set if it belongs to a call. */
export class TestsigmaError extends Error implements ErrorFacts {
  override name = 'TestsigmaError'
  /** The operation's id in the contract. */
  declare readonly operationId?: string | undefined
  declare readonly method?: string | undefined
  declare readonly url?: string | undefined
  /** How often the request was sent. */
  declare readonly attempts?: number | undefined
  /** Headers of the response, if there was one: `error.headers?.get('retry-after')`. */
  declare readonly headers?: Headers | undefined

  constructor(message: string, { cause, ...facts }: ErrorFacts = {}) {
    super(message, cause === undefined ? undefined : { cause })
    Object.assign(this, facts)
  }

  /** All facts that can be written as JSON, including the message. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause, headers } = this
    const { requestBody: _, ...facts } = { ...this } as Record<string, unknown>
    return {
      ...facts,
      name,
      message,
      ...(headers && { headers: Object.fromEntries(headers) }),
      ...(cause !== undefined && { cause: cause instanceof TestsigmaError ? cause.toJSON() : String(cause) }),
    }
  }
}

/** A setting, a parameter or an option is invalid. Nothing was sent. */
export class UsageError extends TestsigmaError {
  override name = 'UsageError'
}

/** No response arrived: the connection was refused, reset or cut off. `cause` is the error of the runtime. */
export class ConnectionError extends TestsigmaError {
  override name = 'ConnectionError'
  /** The runtime's code for the failure, such as `ECONNREFUSED`. Browsers have none. */
  declare readonly code: string | undefined

  constructor(message: string, facts: ErrorFacts & { readonly code: string | undefined }) {
    super(message, facts)
  }
}

/** No complete response arrived within `timeout` milliseconds, or the call did not succeed before its `deadline`. */
export class TimeoutError extends TestsigmaError {
  override name = 'TimeoutError'
}

/**
 * A write that is not safe to repeat failed, and the API may have applied it. It was not sent again. `cause` is the
 * failure. Check whether the change was made before you repeat the call.
 */
export class IndeterminateWriteError extends TestsigmaError {
  override name = 'IndeterminateWriteError'
}

export function mayHaveBeenApplied(cause: TestsigmaError): IndeterminateWriteError {
  const { operationId, method, url, attempts, headers } = cause
  const facts = { operationId, method, url, attempts, ...(headers && { headers }), cause }
  return new IndeterminateWriteError(`It may have been applied: ${cause.message}`, facts)
}

/** A list could not be read to its end: a page was repeated, or entries are missing. */
export class PaginationError extends TestsigmaError {
  override name = 'PaginationError'
}

/** Facts of an `ApiError`. */
export interface ApiErrorFacts extends ErrorFacts {
  readonly operationId: string
  readonly method: string
  readonly url: string
  readonly attempts: number
  readonly status: number
  readonly code: number | undefined
  readonly details: string | undefined
  readonly requestId: string | undefined
  readonly body: unknown
  readonly requestBody: SentBody
}

/** The API responded, but not with success or not with the expected content. */
export class ApiError extends TestsigmaError {
  override name = 'ApiError'
  declare readonly operationId: string
  declare readonly method: string
  declare readonly url: string
  declare readonly attempts: number
  /** HTTP status of the response. */
  declare readonly status: number
  /** Status in the body, if it contains one. */
  declare readonly code: number | undefined
  /** The failing field or entity, in the API's words. */
  declare readonly details: string | undefined
  /** Identifies the request in the vendor's logs. */
  declare readonly requestId: string | undefined
  /** The parsed body, or its text if it is not JSON; `undefined` if it is empty or could not be read. */
  declare readonly body: unknown
  /** The body of the request, if it had one: JSON, or the parts of a form. */
  declare readonly requestBody: SentBody

  constructor(message: string, facts: ApiErrorFacts) {
    super(message, facts)
  }

  /** A curl command that sends the same request. It reads the key from the variable `TESTSIGMA_API_KEY`. */
  toCurl(): string {
    return curlCommand(this)
  }
}

/** 401: the key is missing, wrong or revoked. */
export class AuthenticationError extends ApiError {
  override name = 'AuthenticationError'
}

/** 403: the key does not have the permission. */
export class PermissionError extends ApiError {
  override name = 'PermissionError'
}

/** 404: an entity that the request names does not exist. */
export class NotFoundError extends ApiError {
  override name = 'NotFoundError'
}

/** 400 or 422: an input is missing or wrong. `details` names it. */
export class ValidationError extends ApiError {
  override name = 'ValidationError'
}

/** 429, or the 500 `rate limit exceeded` of the live API. */
export class RateLimitError extends ApiError {
  override name = 'RateLimitError'
}

/** 5xx: the API failed. */
export class ServerError extends ApiError {
  override name = 'ServerError'
}

/** An error class for responses. */
export type ApiErrorClass = typeof ApiError

const CLASSES: ReadonlyMap<number, ApiErrorClass> = new Map([
  [400, ValidationError],
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [422, ValidationError],
])

/** The error class for a status that is not a success. */
export function errorClassOf(status: number): ApiErrorClass {
  return CLASSES.get(status) ?? (status < 500 ? ApiError : ServerError)
}
