import type { FastifyInstance, HTTPMethods } from 'fastify'

/** A `fetch` that reaches the app without a port, whatever host the URL names. */
export function createFetch(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const { protocol, host } = new URL(request.url)
    const { statusCode, headers, rawPayload } = await app.inject({
      method: request.method as HTTPMethods,
      url: request.url,
      authority: host,
      headers: { ...Object.fromEntries(request.headers), 'x-forwarded-proto': protocol.slice(0, -1) },
      signal: request.signal,
      ...(request.body && { payload: Buffer.from(await request.arrayBuffer()) }),
    })
    return new Response(mayHaveBody(statusCode) ? new Uint8Array(rawPayload) : null, {
      status: statusCode,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    })
  }
}

function mayHaveBody(status: number): boolean {
  return ![204, 205, 304].includes(status)
}
