import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createHttp } from '../src/http.ts'
import {
  type ClientOptions,
  createClient,
  createTransport,
  type Fetch,
  fileFrom,
  type TestsigmaError,
  type Upload,
  UsageError,
} from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://localhost/api/v1'
const apiKey = 'a-key+that/must=not-show-0123456789'

function connect(...bodies: unknown[]) {
  const { fetch, requests } = responding(...bodies)
  const ours = { apiKey, baseUrl, fetch, rateLimit: false } as const
  return { ours, requests, tms: createClient(ours) }
}

const thrower = (): never => {
  throw new Error('a trap')
}

/** A Proxy that throws on every access. */
function trap(): object {
  return new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower, getPrototypeOf: thrower })
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

const odd: [string, () => unknown][] = [
  ['a Proxy that throws', trap],
  ['a Proxy that was revoked', revoked],
  ['a Map', () => new Map([['page_size', 1]])],
  ['a Date', () => new Date()],
  ['a BigInt', () => 10n],
  ['a symbol', () => Symbol('s')],
  ['an object whose getter throws', () => Object.defineProperty({}, 'page_size', { enumerable: true, get: thrower })],
]

describe.each(odd)('%s is rejected before anything is sent', (_what, make) => {
  const calls: [string, (ours: ClientOptions, value: never) => unknown][] = [
    ['the parameters of a list', (ours, value) => createClient(ours).users.list(value)],
    ['the parameters of a call', (ours, value) => createClient(ours).folders.create(value)],
    ['the options of a list', (ours, value) => createClient(ours).users.list({}, value)],
    ['the options of a call', (ours, value) => createClient(ours).projects.get({ project_id: 'p' }, value)],
    ['a signal', (ours, value) => createClient(ours).users.list({}, { signal: value })],
    ['headers', (ours, value) => createClient(ours).users.list({}, { headers: value })],
    ['a checkpoint', (ours, value) => createClient(ours).users.list({}, { from: value })],
    ['a limit', (ours, value) => createClient(ours).users.list().all(value)],
    ['the options of a client', (_ours, value) => createClient(value)],
    ['a rate limit', (ours, value) => createClient({ ...ours, rateLimit: value })],
    ['the options of a transport', (ours, value) => createTransport(ours)(`${baseUrl}/users`, value)],
    ['the options of fileFrom', (_ours, value) => fileFrom('package.json', value)],
  ]

  it.each(calls)('as %s', async (_place, call) => {
    const { ours, requests } = connect()
    const attempt = async () => call(ours, make() as never)

    await expect(attempt()).rejects.toThrow(UsageError)
    expect(requests).toEqual([])
  })
})

describe('an invalid upload is rejected before anything is sent', () => {
  async function* stream() {
    yield new Uint8Array(1)
  }
  it.each<[string, unknown]>([
    ['a Proxy that throws', trap()],
    ['a getter that throws', Object.defineProperty({}, 'size', { get: thrower })],
    ['a media type that starts another header', { name: 'r.xml', type: 'text/xml\r\nX-Other: 1', stream: stream() }],
    ['a media type that is a number', { name: 'r.xml', type: 5, stream: stream() }],
    ['a media type that is a symbol', { name: 'r.xml', type: Symbol('t'), stream: stream() }],
    ['a media type that is null', { name: 'r.xml', type: null, stream: stream() }],
  ])('%s', async (_what, junit_xml) => {
    const { tms, requests } = connect()
    const call = tms.junitImports.create({ project_id: 'p', test_run_id: 'r', junit_xml: junit_xml as Upload })

    await expect(call).rejects.toThrow(UsageError)
    expect(requests).toEqual([])
  })
})

it.each<[string, unknown]>([
  ['no path', undefined],
  ['a descriptor', 0],
  ['a symbol', Symbol('path')],
  ['a URL that cannot be decoded', new URL('file:///tmp/%zz')],
  ['an object without a prototype', Object.create(null)],
])('fileFrom refuses %s', async (_what, path) => {
  await expect(fileFrom(path as string)).rejects.toThrow(UsageError)
})

it.each<[string, unknown[]]>([
  ['a hole', Array.from({ length: 3 }).fill('a', 1)],
  ['no end', new Array(2 ** 32 - 1)],
  ['a wrong length', new Proxy([], { get: (list, name) => (name === 'length' ? 1e12 : Reflect.get(list, name)) })],
])('an array with %s is refused at its first hole', async (_what, individual_steps) => {
  const call = connect().tms.testCases.create({ project_id: 'p', title: 't', individual_steps } as never)

  await expect(call).rejects.toThrow(/"individual_steps\[0\]" cannot be written as JSON: got undefined/)
})

describe('a property of Object.prototype that the client reads itself', () => {
  const names = ['query', 'fields', 'form', 'result', 'success', 'isPage', 'failure', 'timeout', 'cursor', 'page_size']
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name)
  })

  it.each(names.flatMap((name) => [true, false].map((enumerable) => [name, enumerable] as const)))(
    'has no effect: %s, enumerable %s',
    async (name, enumerable) => {
      const urls: string[] = []
      const bodies = [usersPage([1], 2, 'c'), usersPage([2], 2, ''), { data: { folder: { id: 'f' } } }]
      const texts = bodies.map((it) => JSON.stringify(it))
      const headers = new Headers()
      const fetch: Fetch = async (url) => {
        urls.push(url)
        return { ok: true, status: 200, headers, text: async () => texts.shift() ?? '' }
      }
      Object.defineProperty(Object.prototype, name, { value: 'polluted', enumerable, configurable: true })
      const tms = createClient({ apiKey, baseUrl, fetch, rateLimit: false })
      const users = await tms.users.list().all({ limit: Infinity })
      const folder = await tms.folders.create({ project_id: 'p', name: 'n' })
      Reflect.deleteProperty(Object.prototype, name)

      expect(users).toHaveLength(2)
      expect(folder.id).toBe('f')
      expect(urls).toEqual([`${baseUrl}/users`, `${baseUrl}/users?cursor=c`, `${baseUrl}/projects/p/folders`])
    },
  )
})

describe('a fetch that rejects or resolves with an object that throws on access', () => {
  const hostile = () => {
    const error = new Error('x')
    for (const name of ['code', 'cause', 'message', 'name', 'stack'])
      Object.defineProperty(error, name, { get: thrower })
    return error
  }
  it.each<[string, Fetch]>([
    ['a Proxy', async () => Promise.reject(trap())],
    ['an error with getters', async () => Promise.reject(hostile())],
    [
      'a body that rejects with a Proxy',
      async () => Object.assign(new Response('{}'), { text: () => Promise.reject(trap()) }),
    ],
  ])('%s', async (_what, fetch) => {
    const tms = createClient({ apiKey, baseUrl, fetch, retry: 0 })

    await expect(tms.users.list()).rejects.toMatchObject({ name: 'ConnectionError' })
    await expect(tms.folders.create({ project_id: 'p', name: 'n' })).rejects.toMatchObject({
      name: 'IndeterminateWriteError',
    })
  })

  it('headers without an iterator', async () => {
    const headers = { get: () => null }
    const fetch: Fetch = async () => ({ ok: false, status: 404, headers, text: async () => '{}' })

    await expect(createClient({ apiKey, baseUrl, fetch }).users.list()).rejects.toMatchObject({ status: 404 })
  })
})

it('an invalid call that is not awaited causes an unhandled rejection, an unused list does not', async () => {
  const rejections: unknown[] = []
  const note = (reason: unknown) => rejections.push(reason)
  const before = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
  onTestFinished(() => {
    process.removeAllListeners('unhandledRejection')
    for (const listener of before) process.on('unhandledRejection', listener)
  })
  const { tms } = connect()
  tms.folders.create({ project_id: 'p', name: 10n } as never)
  tms.users.list({ page_size: 10n } as never).pages()
  await new Promise((resume) => setTimeout(resume, 10))

  expect(rejections.map((it) => (it as TestsigmaError).operationId)).toEqual(['createFolder'])
})

describe('calls by path and by URL', () => {
  it.each<[string, string, object]>([
    ['an invalid URL', 'users', {}],
    ['a name and a password in the address', 'http://user:pw-0123456789@localhost/users', {}],
    ['a body for a GET', `${baseUrl}/users`, { body: 'x' }],
    ['an invalid method', `${baseUrl}/users`, { method: 'b ad' }],
    ['an invalid header', `${baseUrl}/users`, { headers: { 'a b': 'c' } }],
    ['a string for idempotent', `${baseUrl}/users`, { idempotent: 'yes' }],
  ])('refuse %s', async (_what, url, init) => {
    const { ours, requests } = connect()
    const call = createTransport(ours)(url, init)

    await expect(call).rejects.toThrow(UsageError)
    await expect(call).rejects.not.toThrow(/pw-0123456789/)
    expect(requests).toEqual([])
  })

  it('reject values that cannot be written, and missing ids', async () => {
    const { ours, requests } = connect()
    const http = createHttp(ours)
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const path = { project_id: 'p' }

    await expect(http.POST('/projects', { body: { name: 10n } } as never)).rejects.toThrow(UsageError)
    await expect(http.POST('/projects', { body: loop } as never)).rejects.toThrow(UsageError)
    await expect(http.GET('/users', { params: { query: { cursor: '\ud800' } } })).rejects.toThrow(UsageError)
    await expect(http.GET('/projects/{project_id}', {} as never)).rejects.toThrow(/"project_id" must be an id/)
    await expect(http.GET('/projects/{project_id}/folders/{folder_id}', { params: { path } } as never)).rejects.toThrow(
      /"folder_id" must be an id/,
    )
    expect(requests).toEqual([])
  })

  const never = () => new ReadableStream({})
  it.each<[string, object, RegExp]>([
    ['the timeout', { timeout: 30 }, /did not arrive within 30 ms/],
    ['the deadline', { deadline: 30 }, /deadline of 30 ms/],
    ['the signal', { signal: AbortSignal.timeout(30) }, /timeout/],
  ])('end with %s while a body does not come', async (_what, options, message) => {
    const { ours, requests } = connect()
    const init = { method: 'POST', body: never(), duplex: 'half', ...options }

    await expect(createTransport(ours)(`${baseUrl}/users`, init as object)).rejects.toThrow(message)
    expect(requests).toEqual([])
  })
})
