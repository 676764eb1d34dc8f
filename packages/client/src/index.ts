export type { ApiPromise, WithResponse } from './api-promise.ts'
export type { TestsigmaClient } from './client.ts'
export { createClient, createTransport } from './client.ts'
export {
  ApiError,
  AuthenticationError,
  ConnectionError,
  IndeterminateWriteError,
  NotFoundError,
  PaginationError,
  PermissionError,
  RateLimitError,
  ServerError,
  TestsigmaError,
  TimeoutError,
  UsageError,
  ValidationError,
} from './errors.ts'
export type * from './generated/types.ts'
export type { CallOptions, ListOptions } from './operation.ts'
export type { ClientOptions, Fetch, Logger, RateLimit, RequestFacts } from './options.ts'
export type { Page, PagePromise } from './page.ts'
export type { CallInit, Transport } from './transport/fetch.ts'
