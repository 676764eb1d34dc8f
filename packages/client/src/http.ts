import type { paths } from '@testsigma-tms/types'
import createOpenapiFetch, { type Client } from 'openapi-fetch'
import type { ClientOptions } from './options.ts'
import { asFetch } from './transport/fetch.ts'
import { openConnection } from './transport/transport.ts'

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
  return createOpenapiFetch<paths>({ baseUrl: connection.settings.baseUrl, fetch: asFetch(connection) })
}
