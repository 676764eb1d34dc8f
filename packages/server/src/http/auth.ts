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

/** Headers that are remembered: each key may come in several spellings, as in `bearer <key>`. */
const mostHeaders = 1000

interface KnownKeys {
  /** The state of what others have changed; a server that is up changes no keys, other processes do. */
  since: string | undefined
  hashes: Buffer[]
  /** For headers that were accepted, the hash of their key: hashing takes longer than all else that is done for a key. */
  accepted: Map<string, string>
}

/** Refuses requests without a known key, also on unknown paths, unless the contract calls the operation public. */
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
