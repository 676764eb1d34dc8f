import type { FastifyInstance } from 'fastify'
import { findKeyHash } from './keys.ts'
import type { Profile } from './profiles/profile.ts'
import type { Store } from './store/schema.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Tells keys apart without being one; empty where none is needed. */
    keyHash: string
  }
}

/** Refuses requests without a known key, also on unknown paths, unless the contract calls the operation public. */
export function authenticate(api: FastifyInstance, store: Store, profile: Profile): void {
  api.decorateRequest('keyHash', '')
  api.addHook('onRequest', async (request) => {
    const { headers, routeOptions } = request
    if (routeOptions.config.operation?.needsKey === false) return
    if (headers.authorization === undefined) throw profile.withoutKey()
    const [, key] = /^Bearer +(\S+) *$/i.exec(headers.authorization) ?? []
    const keyHash = key && (await findKeyHash(store, key))
    if (!keyHash) throw profile.withWrongKey()
    request.keyHash = keyHash
  })
}
