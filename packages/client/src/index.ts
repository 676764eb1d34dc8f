export type { ApiPromise, WithResponse } from './api-promise.ts'
export type { TestsigmaClient } from './client.ts'
export { createClient } from './client.ts'
export type { ApiErrorFacts } from './errors.ts'
export {
  ApiError,
  AuthenticationError,
  ConnectionError,
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
export type { CallOptions } from './operation.ts'
export type { ClientOptions } from './options.ts'
export type { Page, PagePromise } from './page.ts'
export type { Fetch, HttpClient } from './transport.ts'
