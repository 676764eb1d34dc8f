import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rateLimited } from './errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Number of requests that the key has left in the current second. */
    remaining: number
  }
}

const window = 1000

/** Refuses requests of a key beyond the limit in any second. Refused requests do not count. */
export function limitRequests(api: FastifyInstance, perSecond: number): void {
  const accepted = new Map<string, number[]>()
  api.decorateRequest('remaining', 0)
  api.addHook('onRequest', async (request) => {
    const times = recent(accepted.get(request.keyHash) ?? [])
    if (times.length >= perSecond) throw rateLimited()
    times.push(performance.now())
    accepted.set(request.keyHash, times)
    request.remaining = perSecond - times.length
  })
  api.addHook('onSend', async (request, reply) => addHeaders(request, reply, perSecond))
}

function recent(times: number[]): number[] {
  const first = times.findIndex((time) => time > performance.now() - window)
  times.splice(0, first === -1 ? times.length : first)
  return times
}

/** Adds the headers to successful responses only, as the contract declares them. */
function addHeaders({ remaining }: FastifyRequest, reply: FastifyReply, perSecond: number): void {
  if (reply.statusCode >= 300) return
  reply.header('x-tms-api-limit', perSecond)
  reply.header('x-tms-api-remaining', remaining)
  // The live API was observed to send a negative number of about this magnitude.
  reply.header('x-tms-api-reset', -Math.floor(Date.now() / 1000))
}
