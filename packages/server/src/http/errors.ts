import type { ErrorBody } from '@testsigma-tms/types'
import { toUnavailable } from '../store/unavailable-error.ts'
import { shorten } from './shorten.ts'

/** A refused request: its status, and a body in the contract's `ErrorBody` format. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, body: ErrorBody) {
    super(body.errors?.details ?? body.message)
    this.status = status
    this.body = body
  }
}

export function unauthorized(message: string): ApiError {
  return new ApiError(401, { code: 401, message })
}

/** The live API responds with neither 429 nor a Retry-After header. */
export function rateLimited(): ApiError {
  return new ApiError(500, { message: 'rate limit exceeded' })
}

export function unknownRoute(): ApiError {
  return new ApiError(404, { code: 404, message: 'Not Found' })
}

/** `entity` is its name in messages ("test run"); `place` says where it was searched, if not everywhere. */
export function notFound(entity: string, id: string, place = ''): ApiError {
  const message = `${entity} not found`
  return detailed(404, message, `${message}${place} with ID: ${shorten(id)}`)
}

export function badRequest(details: string): ApiError {
  return detailed(400, 'Bad Request', details)
}

export function unprocessable(details: string): ApiError {
  return detailed(422, 'Unprocessable Content', details)
}

/**
 * Converts any error to a response; errors not caused by the client become status 500.
 *
 * @param bodyLimit maximum body size for the request's content type
 */
export function toApiError(error: unknown, bodyLimit: string): ApiError {
  if (error instanceof ApiError) return error
  const lost = toUnavailable(error)
  if (lost) return unavailable(lost.message)
  const { code = '', statusCode = 500, message } = error as { code?: string; statusCode?: number; message?: string }
  // No valid ID looks like this, so the path is unknown.
  if (code === 'FST_ERR_BAD_URL') return unknownRoute()
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return badRequest(`body: larger than ${bodyLimit}`)
  if (statusCode >= 400 && statusCode < 500) return badRequest(advice[code] ?? String(message))
  return internalError()
}

/** The same request may succeed shortly afterwards. */
export function unavailable(reason: string): ApiError {
  return new ApiError(503, { code: 503, message: `Service Unavailable: ${reason}` })
}

export function internalError(): ApiError {
  return new ApiError(500, { message: 'internal server error' })
}

const advice: Record<string, string> = {
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body: its length differs from Content-Length',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type: must be application/json',
}

function detailed(code: number, message: string, details: string): ApiError {
  return new ApiError(code, { message, errors: { code, message, details } })
}
