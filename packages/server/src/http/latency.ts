import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Keeps each request waiting for so many milliseconds, as a server far away would. */
export function addLatency(api: FastifyInstance, milliseconds: number): void {
  api.addHook('onRequest', async () => {
    await setTimeout(milliseconds, undefined, { signal: api.closing }).catch(() => {})
  })
}
