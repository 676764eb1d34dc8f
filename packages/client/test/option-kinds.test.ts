import { afterEach, describe, expect, it } from 'vitest'
import { createHttp } from '../src/http.ts'
import {
  type CallOptions,
  type ClientOptions,
  ConnectionError,
  createClient,
  createTransport,
  type Fetch,
  type FetchInit,
  IndeterminateWriteError,
  UsageError,
} from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'
const folder = { project_id: 'p', name: 'n' }

function connect(...bodies: unknown[]) {
  const { fetch, requests } = responding(...bodies)
  return { ours: { apiKey: 'k', baseUrl, fetch, rateLimit: false } as const, requests }
}

const FORBIDDEN = ['transfer-encoding', 'Expect', 'upgrade', 'keep-alive', 'Connection', 'content-length', 'host']

describe('headers', () => {
  it.each<[string, unknown]>([
    ...FORBIDDEN.map((name): [string, unknown] => [name, { [name]: '1' }]),
    ['null as a value', { a: null }],
    ['a number as a value', { a: 1 }],
    ['a Map', new Map([['a', 'b']])],
    ['null', null],
    ['pairs', [['a', 'b']]],
    ['a string', 'a: b'],
  ])('refuses %s', async (_what, headers) => {
    const { ours, requests } = connect()

    expect(() => createClient({ ...ours, headers } as ClientOptions)).toThrow(UsageError)
    expect(() => createClient({ ...ours, headers } as ClientOptions)).toThrow(/option headers/)
    await expect(createClient(ours).folders.create(folder, { headers } as CallOptions)).rejects.toThrow(UsageError)
    expect(requests).toEqual([])
  })

  it.each(FORBIDDEN)('are rejected by a transport, too: %s', async (name) => {
    const { ours, requests } = connect()
    const init = { method: 'POST', body: '{}', headers: { [name]: '1' } }

    await expect(createTransport(ours)(`${baseUrl}/users`, init)).rejects.toThrow(UsageError)
    expect(requests).toEqual([])
  })

  it('may be Headers', async () => {
    const { ours, requests } = connect(usersPage([1], 1, ''))
    const headers = new Headers({ 'x-team': 'a' })
    await createClient(ours).users.list({}, { headers } as unknown as CallOptions)

    expect(requests[0]?.headers.get('x-team')).toBe('a')
  })
})

describe('an enumerable property of Object.prototype', () => {
  const names = ['signal', 'retry', 'from', 'headers', 'page_size', 'cursor', 'order', 'timeout', 'logger', 'limit']
  afterEach(() => {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name)
  })

  it('is not read as an option or a parameter', async () => {
    const sent: { url: string; init: FetchInit }[] = []
    const texts = [usersPage([1], 1, ''), { data: { folder: {} } }].map((it) => JSON.stringify(it))
    const headers = new Headers()
    const fetch: Fetch = async (url, init) => {
      sent.push({ url, init })
      return { ok: true, status: 200, headers, text: async () => texts.shift() ?? '' }
    }
    const ours = { apiKey: 'k', baseUrl, fetch, rateLimit: false } as const
    for (const name of names) Object.assign(Object.prototype, { [name]: 'polluted' })
    const tms = createClient(ours)
    await tms.users.list({}, {}).all({ limit: 1 })
    await tms.folders.create(folder)
    for (const name of names) Reflect.deleteProperty(Object.prototype, name)

    expect(sent.map(({ url }) => url)).toEqual([`${baseUrl}/users`, `${baseUrl}/projects/p/folders`])
    expect(sent[1]?.init.body).toBe('{"name":"n"}')
    expect(Object.keys(sent[0]?.init.headers ?? {})).toEqual(['accept', 'authorization'])
  })
})

describe('an invalid signal is rejected before anything is sent', () => {
  const signals: [string, unknown][] = [
    ['an incomplete signal', { aborted: false, addEventListener() {} }],
    ['a controller', new AbortController()],
    ['a number', 5],
  ]
  it.each(signals)('%s', async (_what, signal) => {
    const { ours, requests } = connect()
    const given = { signal } as { signal: AbortSignal }

    await expect(createClient(ours).folders.create(folder, given)).rejects.toThrow(UsageError)
    await expect(createTransport(ours)(`${baseUrl}/users`, given)).rejects.toThrow(UsageError)
    await expect(createHttp(ours).GET('/users', given)).rejects.toThrow(UsageError)
    expect(requests).toEqual([])
  })
})

describe('createClient', () => {
  it.each<[string, object]>([
    ['retry', { retry: 1.5 }],
    ['allowInsecure', { allowInsecure: 'yes' }],
    ['rateLimit.share', { rateLimit: { share: 'no' } }],
    ['logger', { logger: { debug: 5 } }],
    ['logger', { logger: { warn: 'w' } }],
    ['baseUrl', { baseUrl: 'https://a\\b' }],
  ])('rejects a wrong %s: %j', (name, options) => {
    const create = () => createClient({ ...connect().ours, ...options } as ClientOptions)

    expect(create).toThrow(UsageError)
    expect(create).toThrow(`option ${name}`)
  })

  it('names kinds in whole words', () => {
    expect(() => createClient({ apiKey: 'k', timeout: {} } as ClientOptions)).toThrow(/got an object/)
    expect(() => createClient({ apiKey: 'k', fetch: [] } as unknown as ClientOptions)).toThrow(/got an array/)
  })
})

it('the limit of all() is a whole number', async () => {
  const { ours, requests } = connect()

  await expect(createClient(ours).users.list().all({ limit: 1.5 })).rejects.toThrow(/"limit" must be/)
  expect(requests).toEqual([])
})

it('a synchronous throw of fetch means that nothing was sent', async () => {
  const fetch: Fetch = () => {
    throw new TypeError('Illegal invocation')
  }

  await expect(createClient({ ...connect().ours, fetch }).folders.create(folder)).rejects.toThrow(ConnectionError)
})

it.each<[string, () => unknown]>([
  ['returns nothing', () => undefined],
  ['resolves with nothing', async () => undefined],
  ['resolves with a string', async () => '{}'],
  ['resolves with parsed JSON, as that of ofetch does', async () => ({ data: { folder: {} } })],
])('a fetch that %s may have sent the request, once', async (_what, gives) => {
  let count = 0
  const fetch = (() => {
    count++
    return gives()
  }) as Fetch
  const tms = createClient({ ...connect().ours, fetch })

  await expect(tms.folders.create(folder)).rejects.toThrow(IndeterminateWriteError)
  await expect(tms.users.list()).rejects.toThrow(ConnectionError)
  expect(count).toBe(2)
})
