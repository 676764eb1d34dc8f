import type { FastifyInstance, HTTPMethods } from 'fastify'

/** A `fetch` that reaches the app without a port, whatever host the URL names. */
export function createFetch(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const { protocol, host } = new URL(request.url)
    const answer = app.inject({
      method: request.method as HTTPMethods,
      url: request.url,
      authority: host,
      headers: { ...Object.fromEntries(request.headers), 'x-forwarded-proto': protocol.slice(0, -1) },
      signal: request.signal,
      ...(request.body && { payload: Buffer.from(await request.arrayBuffer()) }),
    })
    const { statusCode, headers, rawPayload } = await answer.catch(failLikeFetch)
    return new Response(mayHaveBody(statusCode) ? new Uint8Array(rawPayload) : null, {
      status: statusCode,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    })
  }
}

/** The global `fetch` too has one error for all that breaks on the way. */
function failLikeFetch(error: unknown): never {
  const { code } = error as { code?: string }
  throw code === 'LIGHT_ECONNRESET' ? new TypeError('fetch failed', { cause: error }) : error
}

function mayHaveBody(status: number): boolean {
  return ![204, 205, 304].includes(status)
}
