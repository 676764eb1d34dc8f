import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, type McpServerFactory } from '@modelcontextprotocol/server'

export interface HttpServer {
  /** Where clients connect to. */
  readonly url: string
  /** Ends calls under way. */
  close(): Promise<void>
}

export interface HttpOptions {
  /** 0 for any free one. */
  readonly port: number
  readonly onerror?: (error: Error) => void
}

/** Anybody who reaches the server acts with its key, so that it listens on no other address. */
const host = '127.0.0.1'
const path = '/mcp'

/** As the SDK has it: many times what the arguments of a tool need. */
const largestBody = 4 * 2 ** 20
/** So much of a body that is too large is read, for a client to see why it was refused. */
const mostRead = 64 * 2 ** 20

/**
 * Serves streamable HTTP on this machine. Requests that another site's page makes a browser send are refused by their
 * Origin, and those that came through a made-up host name by their Host.
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

/** A connection that is closed while the client still sends looks to it like a broken one. */
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
