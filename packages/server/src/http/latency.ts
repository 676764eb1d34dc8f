import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Delays each request by this many milliseconds, like a distant server. */
export function addLatency(api: FastifyInstance, milliseconds: number): void {
  api.addHook('onRequest', async () => {
    await setTimeout(milliseconds, undefined, { signal: api.closing }).catch(() => {})
  })
}
