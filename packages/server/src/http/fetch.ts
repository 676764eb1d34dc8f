// Imported, because users of the server may mock the global timers in their tests.
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, HTTPMethods } from 'fastify'

/** A `fetch` that passes requests to the app without a port, whatever host the URL names. */
export function createFetch(app: FastifyInstance): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    if (signal.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      send(app, request)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', abort))
    })
  }
}

async function send(app: FastifyInstance, request: Request): Promise<Response> {
  const { protocol, host } = new URL(request.url)
  const payload = request.body && Buffer.from(await request.arrayBuffer())
  const injected = app.inject({
    method: request.method as HTTPMethods,
    url: request.url,
    authority: host,
    headers: { ...Object.fromEntries(request.headers), 'x-forwarded-proto': protocol.slice(0, -1) },
    signal: request.signal,
    ...(payload && { payload }),
  })
  const { statusCode, headers, rawPayload } = await injected.catch(failLikeFetch)
  // Without a socket everything runs in microtasks: a client calling in a loop would block timers and imports.
  await setImmediate()
  return new Response(mayHaveBody(statusCode) ? readable(rawPayload, request.signal) : null, {
    status: statusCode,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
  })
}

/** An abort also ends the reading of a body that has already arrived. */
function readable(bytes: Uint8Array, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      signal.throwIfAborted()
      if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes))
      controller.close()
    },
  })
}

/** Like the global `fetch`, uses one error for all network failures. */
function failLikeFetch(error: unknown): never {
  const { code } = error as { code?: string }
  throw code === 'LIGHT_ECONNRESET' || code === 'FST_ERR_REOPENED_CLOSE_SERVER'
    ? new TypeError('fetch failed', { cause: error })
    : error
}

function mayHaveBody(status: number): boolean {
  return ![204, 205, 304].includes(status)
}
