import type { FastifyInstance } from 'fastify'
import { unauthorized } from './errors.ts'
import { findKeyHash } from './keys.ts'
import type { Store } from './store/schema.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Tells keys apart without being one; empty where none is needed. */
    keyHash: string
  }
}

/** Refuses requests without a known key, also on unknown paths, unless the contract calls the operation public. */
export function authenticate(api: FastifyInstance, store: Store): void {
  api.decorateRequest('keyHash', '')
  api.addHook('onRequest', async (request) => {
    const { headers, routeOptions } = request
    if (routeOptions.config.operation?.needsKey === false) return
    if (headers.authorization === undefined) {
      throw unauthorized('Authorization header required: send "Authorization: Bearer <API_KEY>"')
    }
    const [, key] = /^Bearer +(\S+) *$/i.exec(headers.authorization) ?? []
    const keyHash = key && (await findKeyHash(store, key))
    if (!keyHash) throw unauthorized('The Authorization header holds no API key that this server knows')
    request.keyHash = keyHash
  })
}
