import { UsageError } from '../errors.ts'
import type { CallOptions, ClientOptions } from '../options.ts'
import { type CallSettings, readCallOptions, readOptions, type Settings } from '../settings.ts'
import { Delivery, type FindLimiter, type TransportResponse } from './delivery.ts'
import { Limiter, sharedLimiter } from './limiter.ts'
import type { TransportRequest } from './send.ts'

/** Sends all requests of a client. */
export interface Connection {
  readonly settings: Settings
  /** @throws {UsageError} for invalid options */
  readCallOptions(options: CallOptions): CallSettings
  /** Sends a request, with retries, and reads the response completely. */
  send(request: TransportRequest, call: CallSettings): Promise<TransportResponse>
}

/** @throws {UsageError} for invalid options */
export function openConnection(options: ClientOptions): Connection {
  const settings = readOptions(options)
  const findLimiter = limitersOf(settings)
  return {
    settings,
    readCallOptions: (callOptions) => readCallOptions(callOptions, settings),
    send(request, call) {
      if (!settings.fetch && typeof globalThis.fetch !== 'function') {
        throw new UsageError('This runtime has no fetch: pass createClient({ fetch }).', { attempts: 0 })
      }
      return new Delivery({ settings, findLimiter, request, call }).run()
    },
  }
}

function limitersOf({ rateLimit, apiKey, origin }: Settings): FindLimiter {
  if (!rateLimit) return () => undefined
  const { perSecond, share } = rateLimit
  const own = new Map<string, Limiter>()
  const find = (address: string) => {
    const limiter = own.get(address) ?? (share ? sharedLimiter(address, apiKey) : new Limiter()).restrict(perSecond)
    own.set(address, limiter)
    return limiter
  }
  // Applies this limit to the shared limiter before the first request.
  find(origin)
  return find
}
