import { UsageError } from '../errors.ts'
import type { CallOptions, ClientOptions } from '../options.ts'
import { type CallSettings, readCallOptions, readOptions, type Settings } from '../settings.ts'
import { Delivery, type FindLimiter, type TransportResponse } from './delivery.ts'
import { Limiter, sharedLimiter } from './limiter.ts'
import type { TransportRequest } from './send.ts'

/** The one place through which every request goes. */
export interface Connection {
  readonly settings: Settings
  /** @throws {UsageError} for options that cannot work */
  readCallOptions(options: CallOptions): CallSettings
  /** Sends a request as often as it takes, and reads the response to its end. */
  send(request: TransportRequest, call: CallSettings): Promise<TransportResponse>
}

/** @throws {UsageError} for options that cannot work */
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
  // Whoever shares the limit is to know of this one before it sends.
  find(origin)
  return find
}
