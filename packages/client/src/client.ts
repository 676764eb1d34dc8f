import { noteDefaults } from './defaults.ts'
import type { Resources } from './generated/resources.ts'
import type { ClientOptions } from './options.ts'
import { createResources } from './resources.ts'
import { asFetch, type Transport } from './transport/fetch.ts'
import { openConnection } from './transport/transport.ts'

/** All resources of the API. */
export interface TestsigmaClient extends Resources {}

/**
 * Creates a client.
 * @throws {UsageError} when the key is missing or an option is invalid
 * @example
 * const tms = createClient({ apiKey })
 * for await (const user of tms.users.list()) console.log(user.email)
 */
export function createClient(options: ClientOptions = {}): TestsigmaClient {
  const connection = openConnection(options)
  const resources = createResources(connection)
  noteDefaults(resources, connection.settings)
  return resources
}

/**
 * Creates a `fetch` that adds the key, respects the rate limit and retries, for callers that need nothing else.
 * @throws {UsageError} when the key is missing or an option is invalid
 */
export function createTransport(options: ClientOptions = {}): Transport {
  return asFetch(openConnection(options))
}
