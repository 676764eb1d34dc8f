import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy of a server that simulates a slow connection. */
export interface SlowLine {
  readonly origin: string
  close(): Promise<void>
}

/**
 * Delays requests and responses, each by half a round trip and a random time.
 * @param roundTrip milliseconds
 * @param jitter maximum of the random time per way, in milliseconds
 */
export async function openSlowLine(target: string, roundTrip: number, jitter: number): Promise<SlowLine> {
  const way = () => new Promise((arrive) => setTimeout(arrive, roundTrip / 2 + Math.random() * jitter))
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    await way()
    const { method = 'GET', headers, url = '/' } = incoming
    const onward = request(new URL(url, target), { method, headers }, async (response) => {
      const body: Buffer[] = []
      for await (const chunk of response) body.push(chunk)
      await way()
      outgoing.writeHead(response.statusCode ?? 502, response.headers).end(Buffer.concat(body))
    })
    onward.on('error', () => outgoing.destroy())
    onward.end(Buffer.concat(chunks))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
