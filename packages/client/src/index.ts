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
export { fileFrom } from './file-from.ts'
export type { FormPart, SentBody } from './form.ts'
export type * from './generated/types.ts'
export type {
  CallOptions,
  ClientOptions,
  Fetch,
  FetchInit,
  FetchResponse,
  Hooks,
  ListOptions,
  Logger,
  RateLimit,
  RequestFacts,
} from './options.ts'
export type { Page, PagePromise } from './page.ts'
export type { CallInit, Transport } from './transport/fetch.ts'
export type { NamedStream, Upload } from './upload.ts'
