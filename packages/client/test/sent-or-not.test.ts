import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ConnectionError, createClient, type Fetch, IndeterminateWriteError, UsageError } from '../src/index.ts'
import { serving } from './http-server.ts'

const folder = { project_id: 'p', name: 'n' }

/** The error of a write, and the number of attempts. */
async function outcomeOf(baseUrl: string, fetch?: Fetch) {
  let attempts = 0
  const onRequest = () => attempts++
  const tms = createClient({ apiKey: 'k', baseUrl, fetch, onRequest, rateLimit: false, timeout: 3_000 })
  const error = await Promise.resolve(tms.folders.create(folder)).catch((it: Error) => it)
  return { error: error as Error & { code?: string }, attempts }
}

/** A `fetch` based on `node:http`, as node-fetch is. */
const overNodeHttp: Fetch = (url, { method, headers, body }) =>
  new Promise((resolve, reject) => {
    const sending = request(url, { method, headers }, () => resolve(new Response()))
    sending.on('error', reject).end(body)
  })

/** A `fetch` that rejects as Node's does. */
function failing(fields: object, message = 'failed'): Fetch {
  return async () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(message), fields) })
  }
}

describe('a write that was certainly not sent is a ConnectionError', () => {
  let certificate: { key: Buffer; cert: Buffer }
  const directory = mkdtempSync(join(tmpdir(), 'tms-tls-'))

  beforeAll(() => {
    const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
    const subject = ['-subj', '/CN=localhost', '-days', '1', '-nodes', '-newkey', 'ec', '-pkeyopt']
    const curve = ['ec_paramgen_curve:prime256v1', '-keyout', key, '-out', cert]
    execFileSync('openssl', ['req', '-x509', ...subject, ...curve], { stdio: 'ignore' })
    certificate = { key: readFileSync(key), cert: readFileSync(cert) }
  })

  afterAll(() => rmSync(directory, { recursive: true }))

  it('TLS with a self-signed certificate, once', async () => {
    const server = createSecureServer(certificate)
    onTestFinished(() => void server.close())
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { error, attempts } = await outcomeOf(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)

    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(attempts).toBe(1)
  })

  it('https to an http port, once', async () => {
    const { error, attempts } = await outcomeOf((await serving(() => {})).replace('http', 'https'))

    expect(error).toBeInstanceOf(ConnectionError)
    expect(attempts).toBe(1)
  })

  it.each<[string, 'fetch' | 'node:http']>([
    ['fetch', 'fetch'],
    ['node-fetch', 'node:http'],
  ])('http to a port that says that it speaks TLS, once, through %s', async (_name, through) => {
    const alert = Buffer.from([0x15, 3, 1, 0, 2, 2, 70])
    const server = createTcpServer((socket) => socket.once('data', () => socket.end(alert)))
    onTestFinished(() => void server.close())
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { error, attempts } = await outcomeOf(address, through === 'fetch' ? undefined : overNodeHttp)

    expect(error).toBeInstanceOf(ConnectionError)
    expect(attempts).toBe(1)
  })

  it('https to a port that closes the connection during the TLS handshake', async () => {
    const server = createTcpServer((socket) => socket.destroy())
    onTestFinished(() => void server.close())
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { error, attempts } = await outcomeOf(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)

    expect(error).toBeInstanceOf(ConnectionError)
    expect(attempts).toBe(3)
  })

  it('a redirect that a browser hides, once', async () => {
    const hidden = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
    const { error, attempts } = await outcomeOf('http://127.0.0.1:9', async () => hidden)

    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toContain('Set baseUrl')
    expect(attempts).toBe(1)
  })

  it('a port that fetch blocks, once', async () => {
    const { error, attempts } = await outcomeOf('http://127.0.0.1:6666')

    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toContain('bad port')
    expect(attempts).toBe(1)
  })

  it.each<[string, object, number]>([
    ['an unknown host name', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 3],
    ['an unreachable host', { code: 'EHOSTUNREACH', syscall: 'connect' }, 3],
    ['a connection that took too long', { code: 'ETIMEDOUT', syscall: 'connect' }, 3],
    [
      'a connection that was reset before anything was written',
      { code: 'UND_ERR_SOCKET', socket: { bytesWritten: 0 } },
      3,
    ],
    ['a form that could not be written completely', { code: 'EPIPE', syscall: 'write' }, 3],
    ['a certificate for another name', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 1],
    ['a certificate that has expired', { code: 'CERT_HAS_EXPIRED' }, 1],
  ])('%s', async (_what, fields, count) => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const outcome = outcomeOf('http://127.0.0.1:9', failing(fields))
    await vi.runAllTimersAsync()

    expect((await outcome).error).toBeInstanceOf(ConnectionError)
    expect((await outcome).attempts).toBe(count)
  })

  it('the message of Deno', async () => {
    const fetch: Fetch = async () => {
      throw new TypeError('error sending request for url (http://127.0.0.1:9/): client error (Connect): refused')
    }

    expect((await outcomeOf('http://127.0.0.1:9', fetch)).error).toBeInstanceOf(ConnectionError)
  })

  it('several addresses, none of which accepts the connection', async () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' })
    const fetch: Fetch = async () => {
      throw new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) })
    }

    expect((await outcomeOf('http://127.0.0.1:9', fetch)).error).toBeInstanceOf(ConnectionError)
  })
})

describe('a write that may have been sent is an IndeterminateWriteError, once', () => {
  it('a connection that is closed without a response', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.destroy()))
    onTestFinished(() => void server.close())
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { error, attempts } = await outcomeOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)

    expect(error).toBeInstanceOf(IndeterminateWriteError)
    expect(attempts).toBe(1)
  })

  it.each([{ code: 'ECONNRESET', syscall: 'read' }, { code: 'UND_ERR_SOCKET', socket: { bytesWritten: 300 } }, {}])(
    '%j',
    async (fields) => {
      const { error, attempts } = await outcomeOf('http://127.0.0.1:9', failing(fields))

      expect(error).toBeInstanceOf(IndeterminateWriteError)
      expect(attempts).toBe(1)
    },
  )
})

it('a runtime without fetch is reported', async () => {
  vi.stubGlobal('fetch', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const { error } = await outcomeOf('http://127.0.0.1:9')

  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toContain('no fetch')
})

it('a response that arrives before the upload has ended is returned', async () => {
  const baseUrl = await serving((request, response) => {
    response.writeHead(413, { connection: 'close' }).end('{"message":"too large"}')
    request.resume()
  })
  const tms = createClient({ apiKey: 'k', baseUrl, rateLimit: false })
  const junit_xml = new Uint8Array(30_000_000)
  const call = tms.junitImports.create({ project_id: 'p', test_run_id: 'r', junit_xml })

  await expect(call).rejects.toMatchObject({ name: 'ApiError', status: 413 })
})
