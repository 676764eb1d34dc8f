import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

/** A TCP server that writes the same bytes, or none, on every request, and never closes a connection by itself. */
export async function wire(response: string): Promise<{ origin: string; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => socket.write(response))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

/** A response in HTTP/1.1, with a length that may be wrong. */
export function httpResponse(status: string, type: string, body: string, length = body.length): string {
  return [`HTTP/1.1 ${status}`, `content-type: ${type}`, `content-length: ${length}`, '', body].join('\r\n')
}
