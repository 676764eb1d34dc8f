import { describe, expect, it } from 'vitest'
import { type CallOptions, type ClientOptions, createClient, createTransport, UsageError } from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'
const secret = 'a-key-that-must-not-show-0123456789'

const wrong: [name: string, options: object][] = [
  ...[0, -1, Number.NaN, Infinity, 1e10, '5000', null].map((value): [string, object] => [
    'timeout',
    { timeout: value },
  ]),
  ...[0, -1, Number.NaN, 3e9, Infinity, '5000'].map((value): [string, object] => ['deadline', { deadline: value }]),
  ...[-1, 101, Number.NaN, Infinity, true, '2'].map((value): [string, object] => ['retry', { retry: value }]),
  ['headers', { headers: { 'x team': 'a' } }],
  ['headers', { headers: { 'x-team': 'a\nb' } }],
  ['headers', { headers: { 'x-team': 'Ω' } }],
  ['headers', { headers: ['x-team', 'a'] }],
]

it.each(wrong)('a wrong %s is rejected in the same way by the client and by a call: %j', async (name, options) => {
  const { fetch, requests } = responding()
  const ours = { apiKey: secret, baseUrl, fetch, rateLimit: false } as const
  const call = createClient(ours).folders.create({ project_id: 'p', name: 'n' }, options as CallOptions)
  const byCall: Error = await Promise.resolve(call).catch((error) => error)
  const byClient = () => createClient({ ...ours, ...options } as ClientOptions)
  const byFetch = createTransport(ours)(`${baseUrl}/users`, options as object)

  expect(byCall).toBeInstanceOf(UsageError)
  expect(byCall.message).toContain(`The option ${name}`)
  expect(byClient).toThrow(byCall.message)
  if (name !== 'headers') await expect(byFetch).rejects.toThrow(byCall.message)
  else await expect(byFetch).rejects.toThrow()
  expect(requests).toEqual([])
})

describe('a call', () => {
  it.each([new AbortController(), 'signal', 1])('rejects %s as a signal', async (signal) => {
    const { fetch, requests } = responding()
    const call = createClient({ apiKey: 'k', baseUrl, fetch }).users.list({}, { signal } as object)

    await expect(call).rejects.toThrow(UsageError)
    await expect(call).rejects.toThrow(/signal must be an AbortSignal/)
    expect(requests).toEqual([])
  })

  it.each([null, 'options', 7, []])('rejects %j as options', async (options) => {
    const call = createClient({ apiKey: 'k', baseUrl }).users.list({}, options as object)

    await expect(call).rejects.toThrow(/The options must be an object/)
  })

  it('treats undefined as absent, in options and headers', async () => {
    const { fetch, requests } = responding(usersPage([1], 1, ''))
    const nothing = { timeout: undefined, deadline: undefined, retry: undefined, signal: undefined }
    const tms = createClient({ apiKey: 'k', fetch, ...nothing, baseUrl, logger: undefined, onRetry: undefined })
    await tms.users.list({ page_size: undefined }, { ...nothing, headers: { 'x-team': undefined }, from: undefined })

    expect(requests[0]?.url).toBe(`${baseUrl}/users`)
    expect(requests[0]?.headers.has('x-team')).toBe(false)
  })
})

describe('createClient', () => {
  it.each<[string, string]>([
    ['a query', 'https://arcus.testsigma.com/api/v1?a=b'],
    ['a query', 'https://arcus.testsigma.com/api/v1?'],
    ['a fragment', 'https://arcus.testsigma.com/api/v1#x'],
    ['a password', 'https://user:pw-0123456789@arcus.testsigma.com/api/v1'],
    ['user name', 'https://user@arcus.testsigma.com/api/v1'],
    ['whitespace', 'https://arcus.testsigma.com/api/v1 '],
    ['whitespace', ' https://arcus.testsigma.com/api/v1'],
    ['https://', secret],
    ['https://', ''],
    ['plain text', 'http://arcus.testsigma.com/api/v1'],
    ['plain text', 'http://192.168.1.20:4010/api/v1'],
    ['plain text', 'http://localhost.elsewhere.example/api/v1'],
  ])('rejects a base URL, because of %s: %s', (reason, url) => {
    const create = () => createClient({ apiKey: 'k', baseUrl: url })

    expect(create).toThrow(UsageError)
    expect(create).toThrow(/baseUrl/)
    expect(create).toThrow(reason.replace('a query', 'query').replace('a fragment', 'fragment'))
    if (url) expect(create).not.toThrow(url)
  })

  it.each([
    ['HTTP://LOCALHOST:4010/api/v1/', 'http://localhost:4010/api/v1/users'],
    ['http://[::1]:4010/api/v1', 'http://[::1]:4010/api/v1/users'],
    ['http://127.1.2.3/api/v1', 'http://127.1.2.3/api/v1/users'],
    ['http://tms.localhost', 'http://tms.localhost/users'],
  ])('accepts %s', async (url, sent) => {
    const { fetch, requests } = responding(usersPage([1], 1, ''))
    await createClient({ apiKey: 'k', baseUrl: url, fetch }).users.list()

    expect(requests[0]?.url).toBe(sent)
  })

  it('accepts http: on another machine if that is allowed', async () => {
    const { fetch, requests } = responding(usersPage([1], 1, ''))
    await createClient({ apiKey: 'k', baseUrl: 'http://tms:4010/api/v1', allowInsecure: true, fetch }).users.list()

    expect(requests[0]?.url).toBe('http://tms:4010/api/v1/users')
  })

  it('detects a swapped key and base URL, and shows neither', () => {
    const create = () => createClient({ apiKey: baseUrl, baseUrl: secret })

    expect(create).toThrow(/swapped/)
    expect(create).not.toThrow(secret)
  })

  it.each<[string, unknown]>([
    ['fetch', 'fetch'],
    ['onRequest', {}],
    ['onAbort', 'log'],
    ['logger', 'console'],
    ['rateLimit', 10],
    ['rateLimit.perSecond', { perSecond: Infinity }],
    ['rateLimit.perSecond', { perSecond: '10' }],
    ['rateLimit.perSecond', { perSecond: 0 }],
    ['rateLimit.perSecond', { perSecond: -1 }],
  ])('rejects a wrong %s: %j', (name, value) => {
    const options = { apiKey: 'k', baseUrl, [name.replace(/\..*/, '')]: value }

    expect(() => createClient(options as ClientOptions)).toThrow(UsageError)
    expect(() => createClient(options as ClientOptions)).toThrow(`The option ${name}`)
  })

  it.each<[string, string]>([
    ['apikey', 'apiKey'],
    ['baseURL', 'baseUrl'],
    ['retires', 'retry'],
    ['timeOut', 'timeout'],
    ['header', 'headers'],
    ['log', 'logger'],
    ['token', 'apiKey,baseUrl,'],
  ])('rejects the unknown option %s and suggests %s', (name, known) => {
    const create = () => createClient({ apiKey: 'k', baseUrl, [name]: secret })

    expect(create).toThrow(`The options must not contain "${name}". Did you mean ${known}`)
    expect(create).not.toThrow(secret)
  })

  it('rejects unknown options of the rate limit and of a call, and takes those that are undefined', async () => {
    const { fetch, requests } = responding(usersPage([1], 1, ''))
    const rateLimit: object = { persecond: 5 }
    expect(() => createClient({ apiKey: 'k', baseUrl, rateLimit })).toThrow('Did you mean perSecond?')
    const key: object = { [`local_${'0'.repeat(200)}`]: true }
    expect(() => createClient({ baseUrl, ...key })).toThrow('must not contain that name')
    expect(() => createClient({ baseUrl, ...key })).not.toThrow('local_')

    const unset: object = { apikey: undefined }
    const tms = createClient({ apiKey: 'k', baseUrl, fetch, ...unset })
    const wrong: object = { time_out: 5 }
    await expect(tms.users.list({}, wrong)).rejects.toThrow('must not contain "time_out". Did you mean timeout?')
    expect(requests).toHaveLength(0)
  })

  it.each<unknown>([null, 'key', 7])('rejects %j as options', (options) => {
    expect(() => createClient(options as object)).toThrow(/The options must be an object/)
  })
})
