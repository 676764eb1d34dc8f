import { describe, expect, test } from 'vitest'
import { createServer } from '../src/index.ts'
import { runCli, startCli } from './run-cli.ts'
import { assignment, assignPath, demo, start } from './start.ts'

const here = ['http://localhost:4321', 'http://127.0.0.1:8080', 'https://[::1]', 'http://docs.localhost:3000']
const elsewhere = [
  'https://docs.example.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://notlocalhost',
  'http://192.168.0.7:4010',
  'null',
  'nonsense',
]

/** The preflight request that browsers send without a key. */
const preflight = {
  'Access-Control-Request-Method': 'PUT',
  'Access-Control-Request-Headers': 'authorization,content-type',
}

async function ask(cors: string | undefined, Origin: string) {
  const { server, call } = await start(cors === undefined ? {} : { cors })
  const url = `http://tms.test/api/v1${assignPath}`
  const asked = await server.fetch(url, { method: 'OPTIONS', headers: { Origin, ...preflight } })
  const headers = { Origin, Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json' }
  const response = await call('PUT', assignPath, { ...assignment(demo.users[0]), headers })
  return { asked, response }
}

const allowed: [cors: string | undefined, origin: string][] = [
  ...here.map((origin): [undefined, string] => [undefined, origin]),
  ['https://docs.example.com', 'https://docs.example.com'],
  ['https://docs.example.com', 'http://localhost:4321'],
  ['*', 'https://anything.example'],
  ['*', 'null'],
]
const refused: [cors: string | undefined, origin: string][] = [
  ...elsewhere.map((origin): [undefined, string] => [undefined, origin]),
  ['https://docs.example.com', 'http://docs.example.com'],
  ['https://docs.example.com', 'https://docs.example.com.evil.example'],
  ['none', 'http://localhost:4321'],
]

describe.each(allowed)('with cors %s, a page of %s', (cors, origin) => {
  test('can send requests and read responses', async () => {
    const { asked, response } = await ask(cors, origin)
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe(origin)
    expect(asked.headers.get('access-control-allow-methods')).toBe('PUT')
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-expose-headers')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBe(null)
    expect(response.headers.get('vary')).toBe('Origin')
  })
})

describe.each(refused)('with cors %s, a page of %s', (cors, origin) => {
  test('gets no CORS headers', async () => {
    const { asked, response } = await ask(cors, origin)
    expect(asked.status).toBe(401)
    expect(asked.headers.get('access-control-allow-origin')).toBe(null)
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(null)
  })
})

test('a page can read refusals too', async () => {
  const { call } = await start()
  const { status, headers } = await call('GET', '/users', { headers: { Origin: 'http://localhost:1' } })
  expect(status).toBe(401)
  expect(headers.get('access-control-allow-origin')).toBe('http://localhost:1')
})

test('OPTIONS that is not a preflight request is handled as without CORS', async () => {
  const { call } = await start()
  expect(await call('OPTIONS', '/users', { headers: { Origin: 'http://localhost:1' } })).toMatchObject({ status: 401 })
})

const expected = 'must be an origin such as https://docs.example.com, "*" or "none", got'

test.each(['', 'docs.example.com', 'https://docs.example.com/', 'https://docs.example.com/path', 'all'])(
  '%j is not an origin',
  async (cors) => {
    await expect(createServer({ cors })).rejects.toThrow(new RangeError(`cors ${expected} ${JSON.stringify(cors)}`))
  },
)

test('the command line accepts an origin, and refuses anything else', { timeout: 60_000 }, async () => {
  const { origin } = await startCli(['--port', '0', '--data', ':memory:', '--cors', 'https://docs.example.com'])
  const response = await fetch(`${origin}/api/v1/users`, { headers: { Origin: 'https://docs.example.com' } })
  expect(response.headers.get('access-control-allow-origin')).toBe('https://docs.example.com')
  const { code, stderr } = await runCli(['--cors', 'all'])
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(`--cors ${expected} "all"`) })
})
