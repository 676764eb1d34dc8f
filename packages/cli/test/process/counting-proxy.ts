import { once } from 'node:events'
import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Moment = 'before' | 'after'

export interface CountingProxy {
  readonly origin: string
  /** Test cases whose results the server has accepted, in order. */
  readonly given: string[]
  /**
   * Called before a batch is forwarded, and after the server has responded; `drop` discards the batch instead of
   * forwarding it.
   */
  onBatch: (count: number, moment: Moment) => 'drop' | undefined
}

/** Starts a proxy in front of a server that counts the results it accepts. */
export async function startProxy(target: string): Promise<CountingProxy> {
  let count = 0
  const proxy: { origin: string; given: string[]; onBatch: CountingProxy['onBatch'] } = {
    origin: '',
    given: [],
    onBatch: () => {},
  }
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming)
    const isBatch = incoming.method === 'PUT'
    if (isBatch) {
      count += 1
      if (proxy.onBatch(count, 'before') === 'drop') return void outgoing.destroy()
    }
    const { method, headers, url } = incoming
    const upstream = send(new URL(url ?? '', target), { method, headers: { ...headers, host: new URL(target).host } })
    upstream.end(body)
    const [response] = (await once(upstream, 'response')) as [IncomingMessage]
    const responseBody = await bodyOf(response)
    if (isBatch && response.statusCode === 200) {
      proxy.given.push(...Array.from(body.toString().matchAll(/"test_case_id":"([^"]+)"/g), ([, id = '']) => id))
      proxy.onBatch(count, 'after')
    }
    outgoing.writeHead(response.statusCode ?? 500, response.headers).end(responseBody)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  proxy.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return proxy
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of message) pieces.push(piece)
  return Buffer.concat(pieces)
}
