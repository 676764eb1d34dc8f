import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, type McpServerFactory } from '@modelcontextprotocol/server'

export interface HttpServer {
  /** URL for clients. */
  readonly url: string
  /** Stops the server and ends pending calls. */
  close(): Promise<void>
}

export interface HttpOptions {
  /** 0 for any free port. */
  readonly port: number
  readonly onerror?: (error: Error) => void
}

/** Everybody who can reach the server can act with its key, so it listens only on the loopback address. */
const host = '127.0.0.1'
const path = '/mcp'

/** The default of the SDK, many times more than the arguments of a tool need. */
const largestBody = 4 * 2 ** 20
/** A body that is too large is still read up to this size, so that the client receives the error. */
const mostRead = 64 * 2 ** 20

/**
 * Serves streamable HTTP on this machine. Requests from websites in a browser are rejected because of their Origin,
 * those with a forged host name (DNS rebinding) because of their Host.
 */
export async function serveHttp(
  factory: McpServerFactory,
  { port, onerror = () => {} }: HttpOptions,
): Promise<HttpServer> {
  const handler = createMcpHandler(factory, { onerror })
  const respond = toNodeHandler(handler, { onerror })
  const [isOurHost, isOurOrigin] = [localhostHostValidation(), localhostOriginValidation()]
  const server = createServer((request, response) => {
    if (!isOurHost(request, response) || !isOurOrigin(request, response)) return
    if (Number(request.headers['content-length']) > largestBody) refuseBody(request, response)
    else if (request.url?.split('?')[0] === path) void respond(request as Parameters<typeof respond>[0], response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end(`The MCP server is at ${path}.\n`)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://${host}:${actual}${path}`,
    async close() {
      await handler.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Closing the connection during the upload would look like a network failure to the client. */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  const message = `The body has ${request.headers['content-length']} bytes; at most ${largestBody} are taken.`
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null })
  response.writeHead(413, { 'content-type': 'application/json' }).end(body)
  let read = 0
  request.on('data', (chunk: Buffer) => {
    read += chunk.length
    if (read > mostRead) request.destroy()
  })
}
