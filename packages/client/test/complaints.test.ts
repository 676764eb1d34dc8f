/**
 * Public complaints of users of other API clients, and findings of a trial of this one. A name contains its source
 * (repository and number of the issue, or `trial`), what happened there, and what happens here. The other tests in this
 * folder cover details; complaints about helpers are in `complaints-helpers.test.ts`.
 */
import { inspect } from 'node:util'
import { afterEach, expect, it, vi } from 'vitest'
import { createHttp } from '../src/http.ts'
import {
  type CallOptions,
  type ClientOptions,
  ConnectionError,
  createClient,
  type Fetch,
  IndeterminateWriteError,
  NotFoundError,
  PaginationError,
  type Upload,
  UsageError,
} from '../src/index.ts'
import { serving } from './http-server.ts'
import { responding, usersPage } from './responses.ts'

const project_id = 'p'
const folder = { project_id, name: 'n' }
const secret = 'a-key-that-must-not-show-0123456789'
const made = { data: { folder: { id: 'f' } } }
const ok = async () => Response.json(made)

/** The error of a call, whether it throws or rejects. */
async function failureOf(call: () => unknown) {
  return (async () => call())().then(
    () => new Error('it did not fail'),
    (error) => error,
  )
}

/** A client with its own key, and the requests that it has sent. */
function connect(fetch: Fetch = ok, options: ClientOptions = {}) {
  const sent: string[] = []
  const tms = createClient({
    apiKey: crypto.randomUUID(),
    baseUrl: 'http://localhost/api/v1',
    retry: 0,
    rateLimit: false,
    ...options,
    fetch(url, init) {
      sent.push(`${init.method} ${url}`)
      return fetch(url, init)
    },
  })
  return { tms, sent }
}

afterEach(() => vi.useRealTimers())

it.each<[string, CallOptions]>([
  ['deadline NaN retries forever', { deadline: Number.NaN }],
  ['timeout Infinity, meant as none, ends immediately', { timeout: Infinity }],
  ['timeout 0, meant as none, ends immediately', { timeout: 0 }],
  ['a string as deadline is a raw RangeError', { deadline: '5000' as never }],
  ['a controller instead of its signal is a raw TypeError', { signal: new AbortController() as never }],
])('trial: %s → UsageError, nothing is sent', async (_complaint, options) => {
  const { tms, sent } = connect()

  expect(await failureOf(() => tms.folders.create(folder, options))).toBeInstanceOf(UsageError)
  expect(sent).toEqual([])
})

it.each<[string, unknown]>([
  ['a BigInt is a raw TypeError', 10n],
  ['a lone surrogate is a raw URIError', '\ud83d'],
  ['null instead of an object is a raw TypeError', null],
])('trial: %s → UsageError, nothing is sent', async (_complaint, value) => {
  const { tms, sent } = connect()
  const params = value === null ? value : { ...folder, name: value }

  expect(await failureOf(() => tms.folders.create(params as never))).toBeInstanceOf(UsageError)
  expect(sent).toEqual([])
})

it('trial: an enumerable property of Object.prototype breaks every call → no effect', async () => {
  Object.assign(Object.prototype, { extra: 'everywhere' })
  const { tms, sent } = connect()
  const made = await tms.folders.create(folder).finally(() => Reflect.deleteProperty(Object.prototype, 'extra'))

  expect(made.id).toBe('f')
  expect(sent).toHaveLength(1)
})

it('trial: a swapped key and base URL show the key → UsageError that says so without it', async () => {
  const error = await failureOf(() => createClient({ apiKey: 'https://arcus.testsigma.com/api/v1', baseUrl: secret }))

  expect(error.message).toContain('swapped')
  expect(inspect(error)).not.toContain(secret)
})

it('got#208: a user name and a password in the URL are shown, and the write may have been applied → UsageError without them', async () => {
  const error = await failureOf(() =>
    createClient({ apiKey: 'k', baseUrl: `https://user:${secret}@arcus.testsigma.com` }),
  )

  expect(error).toBeInstanceOf(UsageError)
  expect(inspect(error)).not.toContain(secret)
})

it('trial: a write to a port that fetch blocks may have been applied → ConnectionError, one attempt', async () => {
  const { tms, sent } = connect((url, init) => fetch(url.replace('localhost', '127.0.0.1:6666'), init), { retry: 2 })

  expect(await failureOf(() => tms.folders.create(folder))).toBeInstanceOf(ConnectionError)
  expect(sent).toHaveLength(1)
})

it('trial: a write that the deadline aborts is a timeout, and was applied → says that it may have been', async () => {
  const baseUrl = await serving(() => {})
  const tms = createClient({ apiKey: 'k', baseUrl })

  expect(await failureOf(() => tms.folders.create(folder, { deadline: 50 }))).toBeInstanceOf(IndeterminateWriteError)
})

it('octokit/plugin-throttling#218: a hook that rejects makes a successful write fail → the result, and one warning', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const { tms } = connect(ok, { onResponse: async () => Promise.reject(new Error('hook')) })
  const result = await tms.folders.create(folder)
  await vi.waitUntil(() => warn.mock.calls.length > 0)
  warn.mockRestore()

  expect(result.id).toBe('f')
})

it.each(['vitest#7314', 'sinonjs/fake-timers#69', 'bottleneck#229'])(
  '%s: after fake timers the queue waits in fake time → the next call is sent immediately',
  async () => {
    const { tms, sent } = connect(async () => Response.json(usersPage([1], 1, '')), { rateLimit: { perSecond: 1 } })
    vi.useFakeTimers()
    const before = tms.users.list()
    await vi.advanceTimersByTimeAsync(3_600_000)
    await before
    vi.useRealTimers()
    await tms.users.list({}, { deadline: 900 })

    expect(sent).toHaveLength(2)
  },
)

it('cypress-xray-plugin#370: clients of one key add up their limits → the strictest applies, fractions too', async () => {
  vi.useFakeTimers()
  const times: number[] = []
  const list = async () => {
    times.push(performance.now())
    return Response.json(usersPage([1], 1, ''))
  }
  const apiKey = crypto.randomUUID()
  const clients = [10, 0.25].map((perSecond) => connect(list, { apiKey, rateLimit: { perSecond } }).tms)
  const calls = Promise.all(clients.map((tms) => tms.users.list()))
  await vi.runAllTimersAsync()
  await calls

  expect((times[1] as number) - (times[0] as number)).toBeGreaterThanOrEqual(4_000)
})

it.each(['undici#5016', 'undici#4285'])(
  '%s: a form reaches another fetch as the string [object FormData] → as bytes, with the boundary in a header',
  async () => {
    const bodies: unknown[] = []
    const { tms } = connect(async (_url, { body, headers }) => {
      bodies.push(body, headers['content-type'])
      return Response.json({ data: { import: { id: 'i' } } })
    })
    await tms.junitImports.create({ project_id, test_run_id: 'r', junit_xml: new Blob(['<x/>']) as Upload })

    expect(bodies).toEqual([expect.any(Uint8Array), expect.stringMatching(/^multipart\/form-data; boundary=/)])
  },
)

it('openai-node#1886: a fetch with options of its own does not compile → compiles', async () => {
  interface OwnInit {
    method?: string
    headers?: Record<string, string>
    body?: string | Uint8Array | null
    signal?: AbortSignal | null
    dispatcher?: object
  }
  const own = async (_url: string | URL, _init?: OwnInit) => Response.json(made)
  const dispatcher = {}

  expect((await connect(own).tms.folders.create(folder)).id).toBe('f')
  expect((await connect((url, init) => own(url, { ...init, dispatcher })).tms.folders.create(folder)).id).toBe('f')
})

it.each(['stripe-node#1066', 'vercel/ai#13838'])('%s: the stack does not contain the caller → it does', async () => {
  const { tms } = connect(async () => new Response('', { status: 500 }))
  async function functionOfTheCaller() {
    return await tms.users.list()
  }

  expect((await failureOf(functionOfTheCaller)).stack).toContain('functionOfTheCaller')
})

it('clerk/javascript#5405: the error does not say how long to wait → error.headers has Retry-After', async () => {
  const { tms } = connect(async () => new Response('', { status: 429, headers: { 'retry-after': '3600' } }))

  expect((await failureOf(() => tms.users.list())).headers.get('retry-after')).toBe('3600')
})

it('http-errors#20: an error as JSON has no message → it does', async () => {
  const { tms } = connect(async () => Response.json({ message: 'no such project' }, { status: 404 }))
  const error = await failureOf(() => tms.projects.get({ project_id }))

  expect(JSON.parse(JSON.stringify(error)).message).toContain('no such project')
})

it('trial: a server that echoes the key puts it into errors → no error contains it', async () => {
  const { tms } = connect(async (_url, { headers }) => new Response(headers.authorization, { status: 401 }), {
    apiKey: secret,
  })
  const error = await failureOf(() => tms.folders.create({ ...folder, name: secret }))

  expect([inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), error.toCurl()].join()).not.toContain(
    secret,
  )
})

it('trial: a rate-limited DELETE, then a 404, counts as done → NotFoundError', async () => {
  const statuses = [429, 404]
  const { tms } = connect(async () => new Response('', { status: statuses.shift() ?? 500 }))

  expect(await failureOf(() => tms.projects.delete({ project_id }))).toBeInstanceOf(NotFoundError)
})

it('trial: a server that rejects a large form during the upload causes a broken pipe → its 413', async () => {
  const baseUrl = await serving((_request, response) => {
    response.writeHead(413, { connection: 'close' }).end('{"message":"too large"}')
  })
  const tms = createClient({ apiKey: 'k', baseUrl, retry: 0 })
  const junit_xml = new Uint8Array(20_000_000)

  expect(await failureOf(() => tms.junitImports.create({ project_id, test_run_id: 'r', junit_xml }))).toMatchObject({
    status: 413,
  })
})

it('bits-ui#621: undefined is not allowed for an optional property under exactOptionalPropertyTypes → compiles', async () => {
  const { fetch, requests } = responding(usersPage([1], 1, ''))
  const nothing: { signal: AbortSignal | undefined; size: number | undefined } = { signal: undefined, size: undefined }
  const tms = createClient({ apiKey: 'k', baseUrl: undefined, fetch, logger: undefined })
  await tms.users.list({ page_size: nothing.size }, { signal: nothing.signal })

  expect(new URL(requests[0]?.url ?? '').search).toBe('')
})

it('trial: pages() that is not consumed sends a request, with an unhandled rejection → sends nothing', async () => {
  const { tms, sent } = connect(async () => Promise.reject(new Error('no')))
  tms.users.list().pages()
  await new Promise((resume) => setTimeout(resume, 5))

  expect(sent).toEqual([])
})

it('trial: a pointer named __proto__ is followed forever → PaginationError', async () => {
  const { tms } = connect(async () => Response.json(usersPage([1], 9, '__proto__')))

  expect(await failureOf(() => tms.users.list().all({ limit: Infinity }))).toBeInstanceOf(PaginationError)
})

it('trial: by path, two dots as an id reach another operation → rejected as by the methods', async () => {
  const { fetch, requests } = responding({})
  const http = createHttp({ apiKey: 'k', fetch })
  const params = { path: { project_id: 'p', folder_id: '..' } }

  expect(await failureOf(() => http.DELETE('/projects/{project_id}/folders/{folder_id}', { params }))).toBeInstanceOf(
    UsageError,
  )
  expect(requests).toEqual([])
})
