import { noteDefaults } from './defaults.ts'
import type { Resources } from './generated/resources.ts'
import type { ClientOptions } from './options.ts'
import { createResources } from './resources.ts'
import { asFetch, type Transport } from './transport/fetch.ts'
import { openConnection } from './transport/transport.ts'

/** Every resource of the API. */
export interface TestsigmaClient extends Resources {}

/**
 * Makes a client.
 * @throws {UsageError} when the key is missing, or an option cannot work
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
 * Makes a `fetch` that adds the key, keeps the rate limit and retries, for calls that need no more than that.
 * @throws {UsageError} when the key is missing, or an option cannot work
 */
export function createTransport(options: ClientOptions = {}): Transport {
  return asFetch(openConnection(options))
}
