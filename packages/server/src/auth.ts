import type { FastifyInstance } from 'fastify'
import { findKeyHash } from './keys.ts'
import type { Services } from './routes.ts'
import { readKeyHashes } from './store/api-keys.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Tells keys apart without being one; empty where none is needed. */
    keyHash: string
    /** In which state the data was when the request came. */
    stamp: string | undefined
  }
}

/** Refuses requests without a known key, also on unknown paths, unless the contract calls the operation public. */
export function authenticate(api: FastifyInstance, { store, memory, profile }: Services): void {
  api.decorateRequest('keyHash', '')
  api.decorateRequest('stamp')
  let known: { stamp: string | undefined; hashes: Buffer[] } = { stamp: undefined, hashes: [] }
  api.addHook('onRequest', async (request) => {
    request.stamp = memory.stamp()
    const { headers, routeOptions } = request
    if (routeOptions.config.operation?.needsKey === false) return
    if (headers.authorization === undefined) throw profile.withoutKey()
    const [, key] = /^Bearer +(\S+) *$/i.exec(headers.authorization) ?? []
    const keyHash = key && (await findKeyHash(key, () => readHashes(request.stamp)))
    if (!keyHash) throw profile.withWrongKey()
    request.keyHash = keyHash
  })

  async function readHashes(stamp: string | undefined): Promise<Buffer[]> {
    if (stamp === undefined || stamp !== known.stamp) known = { stamp, hashes: await readKeyHashes(store) }
    return known.hashes
  }
}
