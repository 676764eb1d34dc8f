import type { IncomingMessage } from 'node:http'
import { inTime } from './shutdown.ts'

const mostBytes = 256 * 2 ** 20
const mostMilliseconds = 10_000

/**
 * Reads the rest of a body that is refused, and throws it away: most clients read a response only when they have sent
 * everything, and see a broken connection in its place otherwise.
 *
 * @returns whether that was all of it
 */
export async function drain(request: IncomingMessage): Promise<boolean> {
  // A request of `server.fetch` has ended without being complete.
  if (request.complete || request.readableEnded || request.destroyed) return request.complete || request.readableEnded
  let bytes = 0
  const end = new Promise<void>((resolve, reject) => {
    request.on('data', ({ length }: Buffer) => {
      bytes += length
      if (bytes > mostBytes) reject(new Error('too much'))
    })
    request.once('end', resolve).once('close', resolve).once('error', resolve)
  })
  request.resume()
  return (await inTime(end, mostMilliseconds).catch(() => false)) && request.complete
}
