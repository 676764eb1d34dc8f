import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttp } from '../src/http.ts'
import { ApiError, ConnectionError, createClient, ServerError, TimeoutError, UsageError } from '../src/index.ts'
import { usersPage } from './responses.ts'

const apiKey = 'key-that-must-not-show'
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Starts a real HTTP server with the given behaviour. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function failureOf(listener: RequestListener, options: { timeout?: number; signal?: AbortSignal } = {}) {
  const baseUrl = await serving(listener)
  return createClient({ apiKey, baseUrl, retry: false, rateLimit: false }).users.list({}, options).catch(Object)
}

describe('no response', () => {
  it('refused connection', async () => {
    const baseUrl = await serving(() => {})
    await new Promise((closed) => servers.pop()?.close(closed))
    const error = await createClient({ apiKey, baseUrl, retry: false }).users.list().catch(Object)

    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toBe(`No complete response from ${baseUrl}/users: ECONNREFUSED.`)
    expect(error.code).toBe('ECONNREFUSED')
    expect(error.cause).toBeInstanceOf(Error)
  })

  it('reset connection', async () => {
    const error = await failureOf(({ socket }) => socket.resetAndDestroy())

    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
  })

  it('body that is cut off', async () => {
    const error = await failureOf((request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"message":')
      setTimeout(() => request.socket.destroy(), 20)
    })

    expect(error).toBeInstanceOf(ConnectionError)
  })

  it('body of a failure that is cut off, without hiding the status', async () => {
    const error = await failureOf((request, response) => {
      response.writeHead(503, { 'content-length': 1000 }).write('{"message":')
      setTimeout(() => request.socket.destroy(), 20)
    })

    expect(error).toBeInstanceOf(ServerError)
    expect(error.status).toBe(503)
  })

  it('slow headers', async () => {
    const error = await failureOf(() => {}, { timeout: 50 })

    expect(error).toBeInstanceOf(TimeoutError)
    expect(error.message).toMatch(/within 50 ms/)
  })

  it('stalled body', async () => {
    const error = await failureOf((_request, response) => response.writeHead(200).write('{'), { timeout: 50 })

    expect(error).toBeInstanceOf(TimeoutError)
  })
})

describe('abort', () => {
  it('rejects with the reason of the signal', async () => {
    const controller = new AbortController()
    const reason = new Error('changed my mind')
    setTimeout(() => controller.abort(reason), 20)

    expect(await failureOf(() => {}, { signal: controller.signal })).toBe(reason)
  })

  it('sends nothing when the signal has already been aborted', async () => {
    let requests = 0
    const error = await failureOf(() => requests++, { signal: AbortSignal.abort() })

    expect(error.name).toBe('AbortError')
    expect(requests).toBe(0)
  })

  it('distinguishes the timeout of the caller from its own', async () => {
    const error = await failureOf(() => {}, { signal: AbortSignal.timeout(20) })

    expect(error).not.toBeInstanceOf(TimeoutError)
    expect(error.name).toBe('TimeoutError')
  })
})

describe('the key', () => {
  it('is sent to no other host when the API redirects there, nor is a request without it', async () => {
    const seen: string[] = []
    const elsewhere = await serving((request, response) => {
      seen.push(`${request.method} ${request.headers.authorization}`)
      response.end('{}')
    })
    const error = await failureOf((_request, response) => response.writeHead(301, { location: elsewhere }).end())

    expect(error).toBeInstanceOf(ApiError)
    expect(error.status).toBe(301)
    expect(error.message).toMatch(`returned 301: a redirect to ${elsewhere} that was not followed`)
    expect(seen).toEqual([])
  })

  it('is not sent to another base URL by createHttp()', async () => {
    const seen: (string | undefined)[] = []
    const elsewhere = await serving((request, response) => {
      seen.push(request.headers.authorization)
      response.end('{}')
    })
    await createHttp({ apiKey, baseUrl: 'http://127.0.0.1:9' }).GET('/users', { baseUrl: elsewhere })

    expect(seen).toEqual([undefined])
  })
})

it.each(['..', '.', '', undefined])(
  'rejects %j as an id in a path of createHttp(), as the methods do',
  async (project_id) => {
    const seen: unknown[] = []
    const baseUrl = await serving((request, response) => {
      seen.push(request.url)
      response.end('{}')
    })
    const params = { path: { project_id: project_id as string } }

    await expect(createHttp({ apiKey, baseUrl }).DELETE('/projects/{project_id}', { params })).rejects.toThrow(
      UsageError,
    )
    expect(seen).toEqual([])
  },
)

it('createHttp() returns responses as they are, including failures', async () => {
  const baseUrl = await serving((_request, response) =>
    response.writeHead(404).end('{"code":404,"message":"Not Found"}'),
  )
  const { error, response } = await createHttp({ apiKey, baseUrl }).GET('/users')

  expect(response.status).toBe(404)
  expect(error).toEqual({ code: 404, message: 'Not Found' })
})

it('reads a response that arrives in chunks', async () => {
  const text = JSON.stringify(usersPage([1], 1, ''))
  const baseUrl = await serving((_request, response) => {
    response.write(text.slice(0, 30))
    setTimeout(() => response.end(text.slice(30)), 20)
  })

  expect((await createClient({ apiKey, baseUrl }).users.list()).items).toHaveLength(1)
})

it('a 204 for a list is an error', async () => {
  const error = await failureOf((_request, response) => response.writeHead(204).end())

  expect(error).toBeInstanceOf(ApiError)
  expect(error.status).toBe(204)
})
