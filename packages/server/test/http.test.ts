import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli, startCli } from './run-cli.ts'
import { caller, demo, start, temporaryFolder } from './start.ts'

const results = `/projects/${demo.project}/test_runs/DEMO-R-1/test_cases`

describe('a body that is too large is refused, and the client can read the reason', () => {
  const cases = [
    ['JSON of 5 MiB', 5, 'application/json', 'body: larger than 1 MiB'],
    ['a form of 66 MiB', 66, 'multipart/form-data; boundary=x', 'body: larger than 64 MiB'],
  ] as const

  test.each(cases)('by fetch: %s', async (_, mebibytes, type, details) => {
    const { server } = await start()
    const origin = await server.listen({ port: 0 })
    const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': type }
    for (let count = 0; count < 3; count++) {
      const body = new Uint8Array(mebibytes * 2 ** 20)
      const response = await fetch(`${origin}/api/v1${results}`, { method: 'PUT', headers, body })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain(details)
    }
    expect(await caller(origin, server.apiKey)('GET', '/users')).toMatchObject({ status: 200 })
  })

  test.each(cases)('by curl: %s', async (_, mebibytes, type, details) => {
    const { server } = await start()
    const origin = await server.listen({ port: 0 })
    const url = `${origin}/api/v1${results}`
    const headers = ['-H', `Authorization: Bearer ${server.apiKey}`, '-H', `Content-Type: ${type}`]
    const curl = spawn('curl', ['-sS', '-X', 'PUT', url, ...headers, '--data-binary', '@-'])
    let output = ''
    for (const stream of [curl.stdout, curl.stderr]) stream.on('data', (chunk) => (output += chunk))
    curl.stdin.on('error', () => {}).end(Buffer.alloc(mebibytes * 2 ** 20))
    await new Promise((resolve) => curl.on('close', resolve))
    expect(output).toContain(details)
  })
})

test('a header cannot inject a part of a URL', async () => {
  const { server } = await start()
  const get = (path: string, headers: Record<string, string> = {}) =>
    server.fetch(`http://tms.test${path}`, { headers: { Authorization: `Bearer ${server.apiKey}`, ...headers } })
  const wrong = ['h/api/v1/projects?x=', 'a b', 'user@host', 'host:port', 'host/path', 'h#x']
  for (const host of wrong) {
    expect((await get('/api/v1/users', { 'X-Forwarded-Host': host })).status, host).toBe(400)
    expect(await (await get('/api/v1/projects')).json()).toMatchObject({ data: { projects: [{}, {}] } })
  }
  expect((await get('/api/v1/users', { 'X-Forwarded-Host': 'tms.example:8443' })).status).toBe(200)
})

test.each([
  ['GET http://other.example/api/v1/users?page_size=1 HTTP/1.1', '', 'http://tms.test/api/v1/users?page_size=1&'],
  ['GET /api/v1/users?page_size=1 HTTP/1.1', 'X-Forwarded-Proto: HTTPS', 'https://tms.test/api/v1/users?page_size=1&'],
  ['GET /api/v1/users?page_size=1 HTTP/1.1', 'X-Forwarded-Proto: file', 'X-Forwarded-Proto: must be http or https'],
  ['GET /api/v1/users?page_size=1 HTTP/1.1', 'X-Forwarded-Host: a/b', 'Host: must be a host name'],
])('%s with %j responds %s', async (line, header, expected) => {
  const { server } = await start()
  const origin = await server.listen({ port: 0 })
  const head = [line, 'Host: tms.test', `Authorization: Bearer ${server.apiKey}`, 'Connection: close', header]
  expect(await exchange(origin, `${head.filter(Boolean).join('\r\n')}\r\n\r\n`)).toContain(expected)
})

test.each([
  ['not HTTP', 'hello\r\n\r\n', 400, 'Bad Request'],
  [
    'headers of 20 kB',
    `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'Request Header Fields Too Large',
  ],
])('%s is refused in the format of every refusal', async (_, sent, code, message) => {
  const { server } = await start()
  const [, body = ''] = (await exchange(await server.listen({ port: 0 }), sent)).split('\r\n\r\n')
  expect(JSON.parse(body)).toEqual({ code, message })
})

test('docs pages cannot be framed, run foreign scripts, or be sniffed', async () => {
  const docs = temporaryFolder()
  mkdirSync(join(docs, 'guides'))
  for (const file of ['index.html', '404.html', 'guides/index.html']) writeFileSync(join(docs, file), file)
  const { server } = await start({ docs })
  // Also for a redirect and a refusal.
  for (const path of ['/', '/missing', '/guides', '/guides//']) {
    const { headers } = await server.fetch(`http://tms.test${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const policy = String(headers.get('content-security-policy'))
    expect(policy).toContain("frame-ancestors 'none'")
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'")
  }
})

test('an inline script of a built page may run', async () => {
  const docs = temporaryFolder()
  writeFileSync(join(docs, 'index.html'), '<script>alert(1)</script>')
  const { server } = await start({ docs })
  const { headers } = await server.fetch('http://tms.test/')
  const hash = createHash('sha256').update('alert(1)').digest('base64')
  expect(headers.get('content-security-policy')).toContain(`'sha256-${hash}'`)
})

test('symbolic links within the docs are served, those that lead outside are not', async () => {
  const folder = temporaryFolder()
  const docs = join(folder, 'docs')
  mkdirSync(docs)
  mkdirSync(join(folder, 'secret'))
  writeFileSync(join(docs, 'index.html'), 'index')
  writeFileSync(join(folder, 'secret', 'key.txt'), 'secret')
  symlinkSync(join(folder, 'secret', 'key.txt'), join(docs, 'out.txt'))
  symlinkSync(join(folder, 'secret'), join(docs, 'out'))
  symlinkSync('index.html', join(docs, 'in.html'))
  symlinkSync('loop.html', join(docs, 'loop.html'))
  const { server } = await start({ docs })
  for (const path of ['/out.txt', '/out/key.txt', '/%6fut.txt', '/loop.html']) {
    const response = await server.fetch(`http://tms.test${path}`)
    expect(response.status, path).toBe(404)
    expect(await response.text()).not.toContain('secret')
  }
  expect(await (await server.fetch('http://tms.test/in.html')).text()).toBe('index')
})

test('the reader of the log may stop reading', async () => {
  const { origin, apiKey, process, finished } = await startCli(['--port', '0', '--data', ':memory:', '--log'])
  process.stderr?.destroy()
  const call = caller(origin, apiKey)
  for (let count = 0; count < 20; count++) expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  process.kill('SIGTERM')
  expect((await finished).code).toBe(0)
})

test('the rate limit of a profile is printed at the start, with the option to disable it', async () => {
  const { process, finished } = await startCli(['--port', '0', '--data', ':memory:', '--profile', 'observed'])
  process.kill('SIGTERM')
  expect((await finished).stderr).toContain('Each key has 10 requests per second; --rate-limit 0 disables this limit.')
})

test('compiled code is cached in a private folder of the user', async () => {
  const home = temporaryFolder()
  await runCli(['keys', 'list', '--data', join(home, 'x.sqlite')], { env: { XDG_CACHE_HOME: home } })
  const { stdout } = spawnSync('stat', ['-c', '%a', join(home, 'testsigma-tms-server')], { encoding: 'utf8' })
  expect(stdout.trim()).toBe('700')
})

/** Everything received until the connection ends. */
async function exchange(origin: string, sent: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setEncoding('utf8')
  socket.write(sent)
  return (await socket.toArray()).join('')
}
