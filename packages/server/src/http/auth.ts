import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readKeyHashes } from '../store/api-keys.ts'
import { changesOf, type State } from '../store/changes.ts'
import { findKeyHash } from '../store/keys.ts'
import type { ApiError } from './errors.ts'
import type { Services } from './routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Tells keys apart without being one; empty where none is needed. */
    keyHash: string
    /** In which state the data was when the request came. */
    state: State | undefined
  }
}

/** Refuses requests without a known key, also on unknown paths, unless the contract calls the operation public. */
export function authenticate(api: FastifyInstance, { store, profile }: Services): void {
  api.decorateRequest('keyHash', '')
  api.decorateRequest('state')
  const changes = changesOf(store)
  let known: { since: string | undefined; hashes: Buffer[] } = { since: undefined, hashes: [] }
  api.addHook('onRequest', (request, _reply, done) => {
    const state = changes?.now()
    request.state = state
    if (request.routeOptions.config.operation?.authenticated === false) return done()
    // A server that is up changes no keys; other processes do.
    const since = state?.byOthers
    if (since !== undefined && since === known.since) return done(refusal(request))
    const learn = (hashes: Buffer[]) => {
      known = { since, hashes }
      return refusal(request)
    }
    readKeyHashes(store).then(learn).then(done, done)
  })

  function refusal(request: FastifyRequest): ApiError | undefined {
    const { authorization } = request.headers
    if (authorization === undefined) return profile.withoutKey()
    const [, key] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
    const keyHash = key && findKeyHash(key, known.hashes)
    if (!keyHash) return profile.withWrongKey()
    request.keyHash = keyHash
    return undefined
  }
}
