import type { IncomingMessage } from 'node:http'
import { inTime } from './shutdown.ts'

const mostBytes = 256 * 2 ** 20
const mostMilliseconds = 10_000

/**
 * Reads and discards the rest of a refused body: most clients read the response only after sending everything, and
 * would otherwise report a broken connection.
 *
 * @returns whether the body ended
 */
export async function drain(request: IncomingMessage): Promise<boolean> {
  // A request of `server.fetch` can end without being complete.
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
