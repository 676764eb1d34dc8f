import type { FastifyRequest } from 'fastify'
import { unauthorized } from './errors.ts'
import { isKnownKey } from './keys.ts'
import type { Store } from './store/schema.ts'

/** Refuses requests without a known key, also on unknown paths, unless the contract calls the operation public. */
export function authenticate(store: Store): (request: FastifyRequest) => Promise<void> {
  return async ({ headers, routeOptions }) => {
    if (routeOptions.config.operation?.needsKey === false) return
    if (headers.authorization === undefined) {
      throw unauthorized('Authorization header required: send "Authorization: Bearer <API_KEY>"')
    }
    const [, key] = /^Bearer +(\S+) *$/i.exec(headers.authorization) ?? []
    if (key === undefined || !(await isKnownKey(store, key))) {
      throw unauthorized('The Authorization header holds no API key that this server knows')
    }
  }
}
