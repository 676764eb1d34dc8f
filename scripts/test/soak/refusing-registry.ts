import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from './registry.ts'

/**
 * Starts a proxy of a registry that rejects the publication of further packages after a given number.
 *
 * @returns its URL, and a function that stops it
 */
export async function startRefusing({ url, env }: Registry, accepted: number): Promise<{ url: string; close(): void }> {
  let published = 0
  const server = createServer((incoming, outgoing) => {
    if (incoming.method === 'PUT' && ++published > accepted) {
      incoming.resume()
      outgoing.writeHead(403, { 'content-type': 'application/json' }).end('{"error":"refused by a test"}')
      return
    }
    const { method, headers } = incoming
    const passed = request(new URL(incoming.url ?? '/', url), { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  appendFileSync(env.npm_config_userconfig ?? '', `//127.0.0.1:${port}/:_authToken=nobody\n`)
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
