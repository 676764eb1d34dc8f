import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readKeyHashes } from '../store/api-keys.ts'
import { changesOf, type State } from '../store/changes.ts'
import { findKeyHash } from '../store/keys.ts'
import type { ApiError } from './errors.ts'
import type { Services } from './routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Hash of the request's API key; empty for public operations. */
    keyHash: string
    /** State of the data when the request arrived. */
    state: State | undefined
  }
}

/** Maximum number of cached headers; the same key can be sent in several spellings, such as `bearer <key>`. */
const mostHeaders = 1000

interface KnownKeys {
  /** State of changes by other processes; this process changes no keys after the start. */
  since: string | undefined
  hashes: Buffer[]
  /** Key hashes of accepted headers: hashing is the slowest part of authentication. */
  accepted: Map<string, string>
}

/** Refuses requests without a known key, also on unknown paths, unless the contract declares the operation public. */
export function authenticate(api: FastifyInstance, { store, profile }: Services): void {
  api.decorateRequest('keyHash', '')
  api.decorateRequest('state')
  const changes = changesOf(store)
  let known: KnownKeys = { since: undefined, hashes: [], accepted: new Map() }
  api.addHook('onRequest', (request, _reply, done) => {
    const state = changes?.now()
    request.state = state
    if (request.routeOptions.config.operation?.authenticated === false) return done()
    const since = state?.byOthers
    if (since !== undefined && since === known.since) return done(refusal(request))
    const learn = (hashes: Buffer[]) => {
      known = { since, hashes, accepted: new Map() }
      return refusal(request)
    }
    readKeyHashes(store).then(learn).then(done, done)
  })

  function refusal(request: FastifyRequest): ApiError | undefined {
    const { authorization } = request.headers
    if (authorization === undefined) return profile.withoutKey()
    const keyHash = known.accepted.get(authorization) ?? accept(authorization, known)
    if (keyHash === undefined) return profile.withWrongKey()
    request.keyHash = keyHash
    return undefined
  }
}

/** The hash of the key in the header, if it is a known one. */
function accept(authorization: string, { hashes, accepted }: KnownKeys): string | undefined {
  const [, key] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
  const keyHash = key && findKeyHash(key, hashes)
  if (!keyHash) return undefined
  if (accepted.size >= mostHeaders) accepted.clear()
  accepted.set(authorization, keyHash)
  return keyHash
}
