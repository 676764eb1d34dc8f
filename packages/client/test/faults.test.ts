import { inspect } from 'node:util'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  ApiError,
  ConnectionError,
  createClient,
  type Fetch,
  IndeterminateWriteError,
  RateLimitError,
  ServerError,
  type TestsigmaClient,
  TimeoutError,
} from '../src/index.ts'
import { usersPage } from './responses.ts'
import { httpResponse, wire } from './wire.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const apiKey = 'key-that-must-not-show-0123456789abcdef'

type ErrorClass = abstract new (...args: never[]) => Error

/** Everything that leaves the client: requests and log lines. */
const sent: { url: URL; key: string | null }[] = []
const lines: string[] = []

beforeEach(() => {
  sent.length = 0
  lines.length = 0
})

/** The real `fetch`, recorded. Requests to the vendor's hosts get a response here. */
const watchedFetch: Fetch = (input, init) => {
  const url = new URL(`${input}`)
  sent.push({ url, key: new Headers(init?.headers).get('authorization') })
  return url.protocol === 'https:' ? Promise.resolve(Response.json(usersPage([1], 1, ''))) : fetch(input, init)
}

function connect(baseUrl: string): TestsigmaClient {
  const note = (facts: unknown) => lines.push(typeof facts === 'string' ? facts : JSON.stringify(facts))
  return createClient({
    apiKey,
    baseUrl,
    fetch: watchedFetch,
    rateLimit: false,
    onRequest: note,
    onResponse: note,
    onRetry: note,
    logger: { debug: note, warn: note },
  })
}

const calls = {
  read: (tms: TestsigmaClient, options: object) => tms.users.list({}, options),
  create: (tms: TestsigmaClient, options: object, name: string) => tms.folders.create({ project_id, name }, options),
  delete: (tms: TestsigmaClient, options: object) =>
    tms.testRuns.delete({ project_id, test_run_id: '00000000-0000-4000-8000-000000000000' }, options),
}

/** The error of a call whose every request has the fault. */
async function failureOf(tms: TestsigmaClient, call: keyof typeof calls, fault: string, retry: number | false = 1) {
  // Only responses that never end need to reach the timeout; everything else may be slow on a busy machine.
  const timeout = /^(delay|slow headers|a stalled body)/.test(fault) ? 200 : 10_000
  const options = { headers: { 'x-tms-fault': fault }, timeout, retry }
  return Promise.resolve(calls[call](tms, options, fault)).then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** Expects that the key was sent only to the API, and is not in any error or log. */
function expectNoLeak(error: unknown, origin: string): void {
  expect(new Set(sent.map(({ url }) => url.origin))).toEqual(new Set([origin]))
  expect(new Set(sent.map(({ key }) => key))).toEqual(new Set([`Bearer ${apiKey}`]))
  const { cause } = error as Error
  const curl = [error, cause].map((it) => (it instanceof ApiError ? it.toCurl() : ''))
  const written = [
    inspect(error, { depth: 10, showHidden: true }),
    JSON.stringify(error),
    String(error),
    ...curl,
    ...lines,
  ]
  expect(lines.length).toBeGreaterThan(0)
  expect(written.filter((text) => text.includes(apiKey))).toEqual([])
}

describe.each(['documented', 'observed'] as const)('in profile %s', (profile) => {
  let server: Server
  let origin: string
  let tms: TestsigmaClient

  beforeAll(async () => {
    server = await createServer({ profile, apiKey, faults: true, rateLimit: 0 })
    origin = await server.listen({ port: 0 })
    tms = connect(`${origin}/api/v1`)
  })

  afterAll(() => server.close())

  async function folderNames(): Promise<string[]> {
    return (await (await tms.folders.list({ project_id })).all({ limit: 1000 })).map(({ name }) => name)
  }

  it.each<[string, ErrorClass, number]>([
    ['500', ServerError, 2],
    ['reset', ConnectionError, 2],
    ['reset-after', ConnectionError, 2],
    ['truncate', ConnectionError, 2],
    ['delay=5000', TimeoutError, 2],
    ['malformed', ApiError, 1],
    ['redirect=https://elsewhere.example/', ApiError, 1],
    ['redirect=http://127.0.0.1:9/', ApiError, 1],
    ['redirect=https://testsigma.com.elsewhere.example/', ApiError, 1],
  ])('a read that meets %s', async (fault, Class, count) => {
    const error = await failureOf(tms, 'read', fault)

    expect(error).toBeInstanceOf(Class)
    expect(sent).toHaveLength(count)
    expectNoLeak(error, origin)
  })

  it('a read that is redirected in a loop', async () => {
    const error = await failureOf(tms, 'read', `redirect=${origin}/api/v1/users`)

    expect(error).toMatchObject({ name: 'ApiError', status: 301 })
    expect(sent).toHaveLength(6)
    expectNoLeak(error, origin)
  })

  it('a read that is redirected to another host of the vendor is sent there, with the key', async () => {
    const error = await failureOf(tms, 'read', 'redirect=https://arcus.testsigma.com/api/v1/users')

    expect(error).toBeUndefined()
    expect(sent.map(({ url }) => url.host)).toEqual([new URL(origin).host, 'arcus.testsigma.com'])
    expect(sent[1]?.key).toBe(`Bearer ${apiKey}`)
  })

  it.each<[string, ErrorClass, boolean]>([
    ['500', IndeterminateWriteError, false],
    ['reset', IndeterminateWriteError, false],
    ['reset-after', IndeterminateWriteError, true],
    ['truncate', IndeterminateWriteError, true],
    ['delay=5000', IndeterminateWriteError, false],
    ['malformed', ApiError, true],
    ['redirect=https://elsewhere.example/', ApiError, false],
  ])('a write that may not be repeated and meets %s is sent once', async (fault, Class, isApplied) => {
    const error = await failureOf(tms, 'create', fault)

    expect(error).toBeInstanceOf(Class)
    expect(sent).toHaveLength(1)
    expectNoLeak(error, origin)
    expect((await folderNames()).filter((name) => name === fault)).toHaveLength(isApplied ? 1 : 0)
  })

  it('a rate-limited write is not retried with retry: false', async () => {
    const error = await failureOf(tms, 'create', 'rate-limit', false)

    expect(error).toBeInstanceOf(RateLimitError)
    expect(sent).toHaveLength(1)
    expectNoLeak(error, origin)
  })

  it('all calls of five clients with one key are sent once', async () => {
    const limited = await createServer({ profile, apiKey, rateLimit: 10 })
    const baseUrl = `${await limited.listen({ port: 0 })}/api/v1`
    const statuses: number[] = []
    const onResponse = ({ status }: { status: number }) => statuses.push(status)
    const clients = Array.from({ length: 5 }, () =>
      createClient({ apiKey, baseUrl, rateLimit: { share: false }, onResponse }),
    )
    const names = Array.from({ length: 30 }, (_, index) => `Storm ${index}`)
    await Promise.all(names.map((name, index) => clients[index % 5]?.folders.create({ project_id, name })))
    const page = await createClient({ apiKey, baseUrl }).folders.list({ project_id })
    const landed = (await page.all({ limit: 1000 })).map(({ name }) => name).filter((name) => name.startsWith('Storm'))
    await limited.close()

    expect(landed.sort()).toEqual(names.sort())
    expect(statuses.filter((status) => status < 300)).toHaveLength(names.length)
    expect(statuses.filter((status) => status !== 500 && status >= 300)).toEqual([])
  })
})

describe('on the wire', () => {
  const page = '<!doctype html><title>Bad Gateway</title>'

  it.each<[string, keyof typeof calls, string, ErrorClass, number]>([
    ['slow headers', 'read', '', TimeoutError, 2],
    ['slow headers', 'create', '', IndeterminateWriteError, 1],
    ['a stalled body', 'read', httpResponse('200 OK', 'application/json', '{"mess', 100), TimeoutError, 2],
    [
      'a stalled body',
      'create',
      httpResponse('201 Created', 'application/json', '{"mess', 100),
      IndeterminateWriteError,
      1,
    ],
    ['JSON that is cut short', 'read', httpResponse('200 OK', 'application/json', '{"mess'), ApiError, 1],
    ['an HTML error page', 'read', httpResponse('502 Bad Gateway', 'text/html', page), ServerError, 2],
    ['an HTML error page', 'create', httpResponse('502 Bad Gateway', 'text/html', page), IndeterminateWriteError, 1],
    ['an HTML error page', 'create', httpResponse('403 Forbidden', 'text/html', page), ApiError, 1],
    ['an HTML page as a success', 'read', httpResponse('200 OK', 'text/html', page), ApiError, 1],
    ['a 204 with a body', 'read', httpResponse('204 No Content', 'application/json', '{}'), ApiError, 1],
  ])('%s meets a %s', async (fault, call, response, Class, count) => {
    const { origin, close } = await wire(response)
    const error = await failureOf(connect(origin), call, fault)
    await close()

    expect(error).toBeInstanceOf(Class)
    expect(sent).toHaveLength(count)
    expectNoLeak(error, origin)
  })

  it('a 204 with a body is a success for operations without a result', async () => {
    const { origin, close } = await wire(httpResponse('204 No Content', 'application/json', '{}'))
    const error = await failureOf(connect(origin), 'delete', 'none')
    await close()

    expect(error).toBeUndefined()
  })

  it('a 202 is not a success: the contract does not list it for the deletion', async () => {
    const { origin, close } = await wire(httpResponse('202 Accepted', 'application/json', '{}'))
    const error = await failureOf(connect(origin), 'delete', 'none')
    await close()

    expect(error).toMatchObject({ name: 'ApiError', status: 202, message: expect.stringContaining('200 and 204') })
  })

  it.each(['read', 'create'] as const)(
    'a refused connection is retried (%s), because nothing was sent',
    async (call) => {
      const { origin, close } = await wire('')
      await close()
      const error = await failureOf(connect(origin), call, 'Folder')

      expect(error).toBeInstanceOf(ConnectionError)
      expect(sent).toHaveLength(2)
      expectNoLeak(error, origin)
    },
  )
})
