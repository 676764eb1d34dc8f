import type { Socket } from 'node:net'

/** Status by error code of Node; everything else that cannot be parsed is 400. */
const statuses: Record<string, [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
}

/** Responds to data that is not a valid HTTP request, with the same body format as other refusals. */
export function refuseUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  const [status, message] = statuses[code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify({ code: status, message })
  const head = [
    `HTTP/1.1 ${status} ${message}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  if (socket.writable && code !== 'ECONNRESET') socket.end([...head, '', body].join('\r\n'))
  else socket.destroy()
}
