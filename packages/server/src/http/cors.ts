import type { FastifyInstance } from 'fastify'

/**
 * Allows web pages to read responses: pages of this machine, and those of one more origin, of any (`*`) or of none
 * (`none`). Pages must send the key themselves; there are no cookies.
 */
export function allowPages(api: FastifyInstance, allowed: string | undefined): void {
  if (allowed === 'none') return
  api.addHook('onRequest', ({ method, headers }, reply, done) => {
    reply.header('vary', 'Origin')
    const { origin } = headers
    if (origin === undefined || !(allowed === '*' || origin === allowed || isLoopback(origin))) return done()
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', '*')
    const wanted = headers['access-control-request-method']
    if (method !== 'OPTIONS' || wanted === undefined) return done()
    // Preflight requests come without a key.
    reply
      .header('access-control-allow-methods', wanted)
      .header('access-control-allow-headers', headers['access-control-request-headers'] ?? '')
      .header('access-control-max-age', 600)
      .code(204)
      .send()
  })
}

/** Describes what is wrong with the option; undefined if it is valid. */
export function problemOfCors(allowed: string): string | undefined {
  if (allowed === '*' || allowed === 'none' || URL.parse(allowed)?.origin === allowed) return undefined
  return `must be an origin such as https://docs.example.com, "*" or "none", got ${JSON.stringify(allowed)}`
}

function isLoopback(origin: string): boolean {
  const hostname = URL.parse(origin)?.hostname ?? ''
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
