import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { unavailable } from './errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborts when the server begins to close, so that nothing keeps waiting. */
    closing: AbortSignal
  }
}

/**
 * Maximum time in milliseconds for current requests when the server closes; with the store, closing takes at most five
 * seconds.
 */
const grace = 2500

/**
 * Lets current requests end when the server closes, for a limited time: half-sent uploads, clients that do not read,
 * and connections that browsers open in advance would otherwise delay it for minutes. New requests are refused.
 */
export function closeInTime(app: FastifyInstance): void {
  const closing = new AbortController()
  const unused = new Set<Socket>()
  let underWay = 0
  let allDone = () => {}
  app.decorate('closing', closing.signal)
  app.server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.addHook('onRequest', (_request, { raw }, done) => {
    if (closing.signal.aborted) return done(unavailable('the server is closing'))
    underWay++
    let isDone = false
    const end = () => {
      if (isDone) return
      isDone = true
      if (--underWay === 0) allDone()
    }
    raw.once('finish', end).once('close', end)
    done()
  })
  app.addHook('preClose', async () => {
    closing.abort()
    for (const socket of unused) socket.destroy()
    const everyResponse = new Promise<void>((resolve) => {
      allDone = resolve
      if (underWay === 0) resolve()
    })
    const late = new AbortController()
    await Promise.race([everyResponse, setTimeout(grace, undefined, { signal: late.signal }).catch(() => {})])
    late.abort()
    app.server.closeAllConnections()
  })
}

/** Waits for the work, with a time limit. Returns whether it ended in time. */
export async function inTime(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const late = new AbortController()
  const waiting = setTimeout(milliseconds, false, { signal: late.signal }).catch(() => false)
  const isDone = await Promise.race([work.then(() => true), waiting])
  late.abort()
  return isDone
}
