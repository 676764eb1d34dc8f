import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest'
import { createServer, type Server } from '../src/index.ts'
import { newDatabase } from './database.ts'
import { assignment, assignPath, caller, demo, start, temporaryFolder } from './start.ts'

describe('over a real port', () => {
  test('responds like fetch', async () => {
    const { server } = await start()
    const origin = await server.listen({ port: 0 })
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const call = caller(origin, server.apiKey)
    expect(await call('PUT', assignPath, assignment(demo.users[2]))).toMatchObject({ status: 200 })
    const { body } = await call('GET', '/users?page_size=1')
    const { next } = (body as { page_info: { next: string } }).page_info
    expect(next.startsWith(`${origin}/api/v1/users?`)).toBe(true)
    expect(await call('GET', next.slice(origin.length))).toMatchObject({ status: 200, body: { data: [{}] } })
  })

  test('refuses a body that is too large, and keeps running', async () => {
    const { server } = await start()
    const call = caller(await server.listen({ port: 0 }), server.apiKey)
    expect(await call('PUT', assignPath, { body: `"${'x'.repeat(2 ** 21)}"` })).toMatchObject({ status: 400 })
    expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  })

  test('refuses an invalid host', async () => {
    const { server } = await start()
    const origin = await server.listen({ port: 0 })
    const headers = { Host: 'a b', Authorization: `Bearer ${server.apiKey}` }
    const status = await new Promise((resolve, reject) => {
      request(`${origin}/api/v1/users`, { headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(400)
  })

  test('an idle connection, as browsers open in advance, does not prevent closing', async () => {
    const { server } = await start()
    const { hostname, port } = new URL(await server.listen({ port: 0 }))
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    await server.close()
    await closed
  }, 10_000)

  test('rejects with the reason if the port is taken', async () => {
    const [one, other] = [await start(), await start()]
    const port = Number(new URL(await one.server.listen({ port: 0 })).port)
    await expect(other.server.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', port })
  })
})

describe('fetch', () => {
  test('accepts the arguments of the global one', async () => {
    const { server } = await start()
    expectTypeOf<Server['fetch']>().toEqualTypeOf<typeof fetch>()
    const url = 'http://tms.test/api/v1/users'
    const headers = { Authorization: `Bearer ${server.apiKey}` }
    for (const input of [url, new URL(url), new Request(url)]) {
      expect((await server.fetch(input, { headers })).status).toBe(200)
    }
  })

  test('can be aborted', async () => {
    const { server } = await start()
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(server.fetch('http://tms.test/api/v1/users', { signal })).rejects.toThrow('enough')
  })

  test('fails once the server is closed', async () => {
    const server = await createServer()
    await server.close()
    await expect(server.fetch('http://tms.test/api/v1/users')).rejects.toThrow()
  })
})

test('works with fake timers, as the README says', async () => {
  const { call } = await start()
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'setInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  expect(await call('PUT', assignPath, assignment(demo.users[2]))).toMatchObject({ status: 200 })
})

test('an unexpected failure is 500, and is logged without the key', async () => {
  const { options, query } = await newDatabase()
  const lines: string[] = []
  const { server, call } = await start({ ...options, log: (line) => lines.push(line) })
  await query('alter table users rename to somewhere_else')

  const { status, headers, body } = await call('GET', '/users?name=secret')
  expect({ status, body }).toEqual({ status: 500, body: { message: 'internal server error' } })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`${headers.get('x-request-id')} GET /api/v1/users: `)
  expect(lines[0]).toMatch(/no such table: users|relation "users" does not exist/)
  expect(lines[0]).not.toContain(server.apiKey)
  expect(lines[0]).not.toContain('secret')
})

describe('docs', () => {
  test('are served at /, without a key', async () => {
    const docs = temporaryFolder()
    writeFileSync(join(docs, 'index.html'), '<title>Docs</title>')
    mkdirSync(join(docs, 'assets'))
    writeFileSync(join(docs, 'assets', 'style.css'), 'body {}')
    const { server, call } = await start({ docs })
    const index = await server.fetch('http://tms.test/')
    expect(index.headers.get('content-type')).toContain('text/html')
    expect(index.headers.has('x-request-id')).toBe(true)
    expect(index.headers.get('x-tms-api')).toBe('/api/v1')
    expect(await index.text()).toBe('<title>Docs</title>')
    expect(await (await server.fetch('http://tms.test/assets/style.css')).text()).toBe('body {}')
    expect((await server.fetch('http://tms.test/missing.html')).status).toBe(404)
    expect((await server.fetch('http://tms.test/..%2f..%2fetc/passwd')).status).toBeGreaterThanOrEqual(400)

    expect(await call('GET', '/nothing')).toMatchObject({ status: 404 })
    expect(await call('GET', '/nothing', { headers: {} })).toMatchObject({ status: 401 })
    expect(await call('GET', '/api/v1', { headers: {} })).toMatchObject({ status: 401 })
  })

  test('have an index in each folder, and a page for unknown addresses', async () => {
    const docs = temporaryFolder()
    mkdirSync(join(docs, 'users'))
    for (const file of ['index.html', 'users/index.html', '404.html']) writeFileSync(join(docs, file), file)
    const { server, call } = await start({ docs })
    const get = (path: string, method = 'GET') => server.fetch(`http://tms.test${path}`, { method })
    expect(await (await get('/users/')).text()).toBe('users/index.html')
    expect((await get('/users')).headers.get('location')).toBe('/users/')

    const missing = await get('/nothing/here/')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await missing.text()).toBe('404.html')
    expect((await get('/nothing', 'POST')).headers.get('content-type')).toContain('application/json')
    expect(await call('GET', '/nothing')).toMatchObject({ status: 404, body: { code: 404 } })
  })

  test('that are built while the server runs are served', async () => {
    const docs = join(temporaryFolder(), 'later')
    const { server, call } = await start({ docs })
    for (const path of ['/', '/users/']) {
      const response = await server.fetch(`http://tms.test${path}`)
      expect(response.status).toBe(503)
      expect(await response.text()).toContain('http-equiv="refresh"')
    }
    expect(await call('GET', '/users')).toMatchObject({ status: 200 })
    mkdirSync(docs)
    writeFileSync(join(docs, 'index.html'), 'built')
    expect(await (await server.fetch('http://tms.test/')).text()).toBe('built')
  })

  test('are explained if not configured', async () => {
    const { server, call } = await start()
    const index = await server.fetch('http://tms.test/')
    expect(index.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await index.text()).toContain('--docs <folder>')
    expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  })
})
