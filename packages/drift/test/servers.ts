import { createServer as createHttpServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type ServerOptions } from '@testsigma-tms/server'
import { afterAll } from 'vitest'

export const KEY = 'key-that-must-not-be-shown-0123456789'

const closers: (() => unknown)[] = []

afterAll(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A local server on a free port, closed after the tests of the file. */
export async function startApi(options: ServerOptions = {}): Promise<string> {
  const server = await createServer({ rateLimit: 0, apiKey: KEY, ...options })
  closers.push(() => server.close())
  return `${await server.listen({ port: 0 })}/api/v1`
}

/** Another HTTP server on a free port. */
export async function startHttp(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export interface Passed {
  readonly method: string
  readonly url: string
  readonly body: string
}

interface ProxyResponse {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A proxy that records requests; `change` may replace the API's response. */
export async function startProxy(
  api: string,
  change: (passed: Passed, response: ProxyResponse) => ProxyResponse | undefined,
): Promise<{ url: string; passed: Passed[] }> {
  const passed: Passed[] = []
  const origin = await startHttp(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers } = request
    const note = { method, url, body: Buffer.concat(chunks).toString() }
    passed.push(note)
    const answer = await fetch(`${new URL(api).origin}${url}`, {
      method,
      headers: { authorization: headers.authorization ?? '', host: headers.host ?? '' },
    })
    const own: ProxyResponse = { status: answer.status, body: await answer.text() }
    const { status, body, headers: more } = change(note, own) ?? own
    response.writeHead(status, { 'content-type': 'application/json', ...more }).end(body)
  })
  return { url: `${origin}/api/v1`, passed }
}
