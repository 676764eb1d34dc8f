import { createCaller } from './caller.ts'
import type { Resources } from './generated/resources.ts'
import { createHttp, type HttpClient } from './http.ts'
import type { ClientOptions } from './options.ts'
import { createResources } from './resources.ts'
import { asFetch, openTransport, type Transport } from './transport.ts'

/** Every resource of the API, and `http` for calls by path. */
export interface TestsigmaClient extends Resources {
  /**
   * The plain openapi-fetch client over the same transport: same key, rate limit and retries, answers as they are.
   * @example const { data, error } = await tms.http.GET('/users')
   */
  readonly http: HttpClient
}

/**
 * Makes a client.
 * @throws {UsageError} when the key is missing, or an option cannot work
 * @example
 * const tms = createClient({ apiKey })
 * for await (const user of tms.users.list()) console.log(user.email)
 */
export function createClient(options: ClientOptions = {}): TestsigmaClient {
  const [exchange, baseUrl] = openTransport(options)
  return {
    ...createResources(baseUrl, createCaller(exchange)),
    http: createHttp(baseUrl, asFetch(exchange)),
  }
}

/**
 * Makes a `fetch` that adds the key, keeps the rate limit and tries again, for calls that need no more than that.
 * @throws {UsageError} when the key is missing, or an option cannot work
 */
export function createTransport(options: ClientOptions = {}): Transport {
  return asFetch(openTransport(options)[0])
}
