import { createServer } from 'node:http'
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
    if (request.url?.split('?')[0] === path) void respond(request as Parameters<typeof respond>[0], response)
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
