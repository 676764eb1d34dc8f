import { Caller } from './caller.ts'
import { createResources, type Resources } from './generated/resources.ts'
import { type ClientOptions, resolveOptions } from './options.ts'
import { createHttp, createTransport, type HttpClient } from './transport.ts'

/** Every resource of the API, and `http` for calls by path. */
export interface TestsigmaClient extends Resources {
  /**
   * The plain openapi-fetch client over the same transport: same key, same timeout, answers as they are.
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
  const resolved = resolveOptions(options)
  const transport = createTransport(resolved)
  return {
    ...createResources(new Caller(resolved.baseUrl, transport)),
    http: createHttp(resolved.baseUrl, transport),
  }
}
