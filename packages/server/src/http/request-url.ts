import type { FastifyRequest } from 'fastify'
import { badRequest } from './errors.ts'

/**
 * The URL as the client sees it.
 *
 * @throws {ApiError} 400 for a host or protocol that cannot be in a link
 */
export function urlOf({ protocol, host, url, socket }: FastifyRequest): URL {
  const scheme = protocol.toLowerCase()
  if (!/^https?$/.test(scheme)) {
    throw badRequest(`X-Forwarded-Proto: must be http or https, got ${JSON.stringify(protocol)}`)
  }
  // HTTP/1.0 has no Host header.
  const name = host || `localhost:${socket.localPort}`
  const isHost = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(name)
  // A proxy may send an absolute URL; its host is not trusted.
  const { pathname, search } = new URL(url, 'http://localhost')
  const whole = isHost ? URL.parse(`${scheme}://${name}${pathname}${search}`) : null
  if (whole) return whole
  throw badRequest(`Host: must be a host name, got ${JSON.stringify(host)}`)
}
