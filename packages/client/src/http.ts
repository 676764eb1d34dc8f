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

/** Where CommonJS is made of ES modules, the default export can be one `default` deeper. */
const create = (openapiFetch as { readonly default?: typeof openapiFetch }).default ?? openapiFetch

/** The plain openapi-fetch client, with paths instead of methods. */
export type HttpClient = Client<paths>

/**
 * Makes a client for calls by path: the plain openapi-fetch client over the transport of `createClient`, with the same
 * key, rate limit, retries and redirects. Responses come as they are, failures too.
 * @throws {UsageError} when the key is missing, or an option cannot work
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

/** @throws {UsageError} for what cannot be written, such as a BigInt or half a character */
function sendable<T>(what: string, write: () => T): T {
  try {
    return write()
  } catch (cause) {
    throw new UsageError(`The ${what} cannot be written: ${(cause as Error).message}.`)
  }
}

/** A `Request` that refuses wrong signals and missing ids as calls do; what is no class is made to one by `new`. */
const CheckedRequest = function CheckedRequest(input: string | URL | Request, init?: RequestInit): Request {
  requireSignal(init?.signal ?? undefined)
  const [, missing] = /\{(\w+)\}/.exec(String(input)) ?? []
  if (missing) throw new UsageError(`${input}: "${missing}" must be an id, got undefined.`)
  return new Request(input, init)
} as unknown as typeof Request

/** As the methods do: what is no id is refused before anything is sent. */
function fillIn(path: string, params: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(params)) {
    if (!isPathId(value)) throw new UsageError(`${path}: "${name}" must be an id, got ${describe(value)}.`)
  }
  return defaultPathSerializer(path, params)
}
