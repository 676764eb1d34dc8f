import type { paths } from '@testsigma-tms/types'
import openapiFetch, {
  type Client,
  createQuerySerializer,
  defaultBodySerializer,
  defaultPathSerializer,
} from 'openapi-fetch'
import { describe } from './describe.ts'
import { UsageError } from './errors.ts'
import type { ClientOptions } from './options.ts'
import { isPathId } from './request.ts'
import { requireSignal } from './require.ts'
import { asFetch } from './transport/fetch.ts'
import { openConnection } from './transport/transport.ts'

/** If CommonJS was compiled from ES modules, the default export may be nested in one more `default`. */
const create = (openapiFetch as { readonly default?: typeof openapiFetch }).default ?? openapiFetch

/** The plain openapi-fetch client, which is called by path instead of by method. */
export type HttpClient = Client<paths>

/**
 * Creates a client for calls by path: the plain openapi-fetch client over the transport of `createClient`, with the
 * same key, rate limit, retries and redirects. Responses are returned as they are, including failures.
 * @throws {UsageError} when the key is missing or an option is invalid
 * @example const { data, error } = await createHttp({ apiKey }).GET('/users')
 */
export function createHttp(options: ClientOptions = {}): HttpClient {
  const connection = openConnection(options)
  return create<paths>({
    baseUrl: connection.settings.baseUrl,
    fetch: asFetch(connection),
    pathSerializer: fillIn,
    querySerializer: (query) => sendable('query', () => createQuerySerializer()(query)),
    bodySerializer: (body) => sendable('body', () => defaultBodySerializer(body)),
    Request: CheckedRequest,
  })
}

/** @throws {UsageError} for values that cannot be written, such as a BigInt or a lone surrogate */
function sendable<T>(what: string, write: () => T): T {
  try {
    return write()
  } catch (cause) {
    throw new UsageError(`The ${what} cannot be written: ${(cause as Error).message}.`)
  }
}

/**
 * A `Request` that rejects invalid signals and missing ids as calls do. It is a function because openapi-fetch calls it
 * with `new`, which then returns what the function returns.
 */
const CheckedRequest = function CheckedRequest(input: string | URL | Request, init?: RequestInit): Request {
  requireSignal(init?.signal ?? undefined)
  const [, missing] = /\{(\w+)\}/.exec(String(input)) ?? []
  if (missing) throw new UsageError(`${input}: "${missing}" must be an id, got undefined.`)
  return new Request(input, init)
} as unknown as typeof Request

/** Checks ids before anything is sent, as the methods do. */
function fillIn(path: string, params: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(params)) {
    if (!isPathId(value)) throw new UsageError(`${path}: "${name}" must be an id, got ${describe(value)}.`)
  }
  return defaultPathSerializer(path, params)
}
