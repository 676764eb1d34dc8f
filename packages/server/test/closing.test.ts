import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createServer } from '../src/index.ts'
import { startCli } from './run-cli.ts'
import { assignPath, caller, demo, start, temporaryFolder } from './start.ts'

/** Opens a connection that never sends the rest of its request. */
function openHalf(origin: string, head: string): void {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').on('error', () => {})
  onTestFinished(() => void socket.destroy())
  socket.write(`${head}\r\n\r\n{"a"`)
}

/** Covered by the test timeout: each of these used to hang for a minute or longer. */
test.each([
  ['a half-sent upload without a key', ''],
  ['a half-sent upload with a key', 'Authorization: Bearer given\r\n'],
])('SIGTERM ends the process despite %s', async (_, key) => {
  const { origin, process, finished } = await startCli(['--port', '0', '--data', ':memory:', '--api-key', 'given'])
  openHalf(
    origin,
    `PUT /api/v1${assignPath} HTTP/1.1\r\nHost: x\r\n${key}Content-Type: application/json\r\nContent-Length: 100`,
  )
  openHalf(origin, 'GET / HTTP/1.1\r\nHost')
  await fetch(`${origin}/`)
  process.kill('SIGTERM')
  expect(await finished).toMatchObject({ code: 0 })
})

test('close ends a delay, and is not blocked by a keep-alive connection', async () => {
  const { server } = await start({ faults: true })
  const origin = await server.listen({ port: 0 })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => agent.destroy())
  const ask = (headers: Record<string, string>) =>
    new Promise<number | string>((resolve) => {
      const options = { agent, headers: { Authorization: `Bearer ${server.apiKey}`, ...headers } }
      request(`${origin}/api/v1/users`, options, (response) => {
        response.resume().on('end', () => resolve(Number(response.statusCode)))
      })
        .on('error', () => resolve('broken'))
        .end()
    })
  expect(await ask({})).toBe(200)
  const delayed = ask({ 'x-tms-fault': 'delay=600000' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  await server.close()
  expect([503, 'broken']).toContain(await delayed)
})

test('close waits for current requests', async () => {
  const data = `${temporaryFolder()}/tms.sqlite`
  const server = await createServer({ data, faults: true })
  const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json' }
  const create = (name: string) =>
    server.fetch('http://tms.test/api/v1/projects', { method: 'POST', headers, body: JSON.stringify({ name }) })
  const creations = Array.from({ length: 20 }, (_, index) => create(`Clinic ${index}`))
  await Promise.race(creations)
  const closing = server.close()
  const statuses = (await Promise.all(creations)).map(({ status }) => status)
  await closing
  const { call } = await start({ data })
  const { body } = await call('GET', '/projects?page_size=100')
  const stored = (body as { page_info: { total_count: number } }).page_info.total_count - 2
  expect(statuses.filter((status) => status === 200)).toHaveLength(stored)
  expect(stored).toBeGreaterThan(0)
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
})

test('an import that is running when the server closes is finished by the next start', async () => {
  const options = { data: `${temporaryFolder()}/tms.sqlite`, apiKey: 'given' }
  const lines: string[] = []
  const first = await createServer({ ...options, log: (line) => lines.push(line) })
  const tests = Array.from({ length: 120_000 }, (_, index) => `<testcase name="DEMO-1 takes ${index} steps"/>`)
  const form = new FormData()
  form.append('junit_xml', new Blob([`<testsuite>${tests.join('')}</testsuite>`]))
  const path = `/projects/${demo.project}/junit-import/test-run/DEMO-R-1`
  const upload = await caller('http://tms.test', 'given', first.fetch)('POST', path, { body: form })
  const { id } = (upload.body as { data: { import: { id: string } } }).data.import
  await first.close()

  const { call } = await start(options)
  const status = `/projects/${demo.project}/junit-imports/${id}/status`
  await vi.waitFor(
    async () => {
      const details = { imported_count: tests.length }
      expect(await call('GET', status)).toMatchObject({ body: { data: { import: { status: 'completed', details } } } })
    },
    { timeout: 50_000, interval: 50 },
  )
  expect(lines).toEqual([])
})

test('aborting a fetch rejects with the reason at any time', async () => {
  const { server } = await start({ faults: true })
  const headers = { Authorization: `Bearer ${server.apiKey}`, 'x-tms-fault': 'delay=60000' }
  const during = new AbortController()
  const delayed = server.fetch('http://tms.test/api/v1/users', { headers, signal: during.signal })
  setTimeout(() => during.abort(new Error('enough')), 50)
  await expect(delayed).rejects.toThrow('enough')

  const reading = new AbortController()
  const body = new ReadableStream({ pull: () => new Promise(() => {}) })
  const init = { method: 'POST', headers, body, duplex: 'half', signal: reading.signal }
  const half = server.fetch('http://tms.test/api/v1/projects', init as RequestInit)
  setTimeout(() => reading.abort(new Error('never mind')), 50)
  await expect(half).rejects.toThrow('never mind')

  const late = new AbortController()
  const withoutFault = { headers: { Authorization: headers.Authorization }, signal: late.signal }
  const response = await server.fetch('http://tms.test/api/v1/users', withoutFault)
  late.abort(new Error('too late'))
  await expect(response.text()).rejects.toThrow('too late')
})

test('a closed server refuses every method', async () => {
  const { server } = await start()
  const origin = await server.listen({ port: 0 })
  await server.close()
  await expect(fetch(`${origin}/`)).rejects.toThrow('fetch failed')
  await expect(server.fetch(`${origin}/`)).rejects.toThrow(new TypeError('fetch failed'))
  for (const use of [() => server.listen({ port: 0 }), () => server.reset(), () => server.seed({ users: 1 })]) {
    await expect(use()).rejects.toThrow('The server is closed; make another one')
  }
  await server.close()
})

test('latency delays every request, and closing ends the delay', async () => {
  const { server } = await start({ latency: 60_000 })
  const headers = { Authorization: `Bearer ${server.apiKey}` }
  const slow = server.fetch('http://tms.test/api/v1/users', { headers })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await server.close()
  expect([200, 503]).toContain((await slow).status)
  await expect(createServer({ latency: -1 })).rejects.toThrow('latency must be an integer number of milliseconds')
})

test('a server that is closed while it begins to listen does both, or says that it was closed', async () => {
  const server = await createServer()
  const listening = server.listen({ port: 0 }).catch(({ message }: Error) => message)
  await Promise.all([server.close(), server.close()])
  expect(await listening).toMatch(/^http:|was closed meanwhile/)
})
