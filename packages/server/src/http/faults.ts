import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError, badRequest, internalError, rateLimited, unavailable } from './errors.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the requested fault. */
    fault: string | undefined
  }
}

const header = 'x-tms-fault'
const longestDelay = 600_000
const forms = `rate-limit, 500, delay=<ms up to ${longestDelay}>, reset, reset-after, truncate, malformed or redirect=<url>`

/** Faults that act before the request is handled; all others act on the response. */
const before: Record<string, (reply: FastifyReply, value: string) => Promise<unknown>> = {
  '500': async () => {
    throw internalError()
  },
  'rate-limit': async () => {
    throw rateLimited()
  },
  delay: async ({ request, server }, value) => {
    const delay = readDelay(value)
    // The connection is idle during the delay, which must not close it.
    if (request.raw.socket instanceof Socket) request.raw.socket.setTimeout(0)
    await sleep(delay, undefined, { signal: server.closing }).catch(() => {
      throw unavailable('the server is closing')
    })
  },
  redirect: async (reply, value) => {
    reply.header('location', readTarget(value))
    throw new ApiError(301, { message: 'Moved Permanently' })
  },
  reset: async (reply) => {
    reply.hijack()
    reply.raw.destroy()
  },
}

/** Faults that change the response to a request that was really executed. */
const after: Record<string, (reply: FastifyReply, response: string) => unknown> = {
  malformed: (_, response) => half(response),
  'reset-after': async (reply, response) => {
    reply.raw.destroy()
    // The connection must be closed before the response is written, also for `server.fetch`.
    await sleep(1)
    return response
  },
  truncate: (reply, response) => {
    reply.header('content-length', Buffer.byteLength(response))
    return Readable.from(breakOff(half(response)))
  },
}

const withValue = ['delay', 'redirect']

/** Applies the fault in the `x-tms-fault` header of a request. */
export function addFaults(api: FastifyInstance): void {
  api.decorateRequest('fault')
  api.addHook('onRequest', async (request, reply) => {
    const fault = readFault(request)
    request.fault = fault?.name
    if (fault) await before[fault.name]?.(reply, fault.value)
  })
  // Requests that are refused before the header is read get the normal response.
  api.addHook('onSend', async ({ fault = '' }, reply, response) => {
    const change = after[fault]
    return change ? change(reply, String(response)) : response
  })
}

function readFault({ headers }: FastifyRequest): { name: string; value: string } | undefined {
  const text = headers[header]
  if (text === undefined) return undefined
  const [name = '', ...rest] = String(text).split('=')
  const isFault = Object.hasOwn(before, name) || Object.hasOwn(after, name)
  if (isFault && withValue.includes(name) === rest.length > 0) return { name, value: rest.join('=') }
  throw wrong(String(text))
}

function readDelay(value: string): number {
  if (/^\d{1,6}$/.test(value) && Number(value) <= longestDelay) return Number(value)
  throw wrong(`delay=${value}`)
}

function readTarget(value: string): string {
  if (URL.canParse(value)) return value
  throw wrong(`redirect=${value}`)
}

function wrong(text: string): ApiError {
  return badRequest(`${header}: must be ${forms}, got ${JSON.stringify(text)}`)
}

function half(response: string): string {
  return response.slice(0, response.length / 2)
}

async function* breakOff(text: string): AsyncGenerator<string> {
  yield text
  // The first half is sent before the connection is reset.
  await sleep(10)
  throw new Error('asked for')
}
