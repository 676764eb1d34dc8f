import { describe, expect, it } from 'vitest'
import {
  ConnectionError,
  createClient,
  type IndeterminateWriteError,
  PaginationError,
  RateLimitError,
  type TestsigmaClient,
  TestsigmaError,
  TimeoutError,
} from '../src/index.ts'
import { serving } from './http-server.ts'
import { usersPage } from './responses.ts'

const folder = { project_id: 'p', name: 'n' }

async function connect(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  const baseUrl = await serving((_request, response) => response.writeHead(status, headers).end(JSON.stringify(body)))
  return createClient({ apiKey: crypto.randomUUID(), baseUrl, retry: 0 })
}

async function hanging() {
  return createClient({ apiKey: crypto.randomUUID(), baseUrl: await serving(() => {}), timeout: 50, retry: 0 })
}

const nobody = () => createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', retry: 0 })

type Failing = [
  name: string,
  connect: () => Promise<TestsigmaClient>,
  call: (tms: TestsigmaClient) => PromiseLike<unknown>,
]

const failures: Failing[] = [
  ['NotFoundError', () => connect(404), (tms) => tms.projects.get({ project_id: 'p' })],
  ['ApiError', () => connect(200), (tms) => tms.projects.get({ project_id: 'p' })],
  ['TimeoutError', hanging, (tms) => tms.users.list()],
  ['ConnectionError', async () => nobody(), (tms) => tms.users.list()],
  ['IndeterminateWriteError', () => connect(500), (tms) => tms.folders.create(folder)],
  ['IndeterminateWriteError', hanging, (tms) => tms.folders.create(folder)],
  ['PaginationError', () => connect(200, usersPage([1], 3, '')), (tms) => tms.users.list().all({ limit: Infinity })],
]

it.each(failures)('%s has the facts of its call, also as JSON', async (name, open, call) => {
  const error = await Promise.resolve(call(await open())).catch((it: TestsigmaError) => it)
  const json = JSON.parse(JSON.stringify(error))

  expect(error).toBeInstanceOf(TestsigmaError)
  expect(error).toMatchObject({ name, operationId: expect.any(String), method: expect.any(String), attempts: 1 })
  expect((error as TestsigmaError).url).toMatch(/^http:\/\/127/)
  expect(json).toMatchObject({ name, message: (error as Error).message, attempts: 1 })
})

describe('the caller is in the stack', () => {
  it.each(failures)('of %s', async (_name, open, call) => {
    const tms = await open()
    async function functionOfTheCaller() {
      return await call(tms)
    }
    const error = await functionOfTheCaller().catch((it: Error) => it)

    expect((error as Error).stack).toContain('functionOfTheCaller')
  })

  it('of UsageError, also for lists', async () => {
    async function functionOfTheCaller(call: () => PromiseLike<unknown>) {
      return await call()
    }
    const tms = nobody()
    const wrong = { pageSize: 1 } as object
    const errors = [
      await functionOfTheCaller(() => tms.users.list(wrong)).catch((it: Error) => it),
      await functionOfTheCaller(() => tms.folders.create({ ...folder, ...wrong })).catch((it: Error) => it),
    ]

    for (const error of errors) expect((error as Error).stack).toContain('functionOfTheCaller')
  })
})

it('an error has the headers of its response, including Retry-After', async () => {
  const tms = await connect(429, {}, { 'retry-after': '3600', 'x-request-id': 'r-1' })
  const error = await Promise.resolve(tms.users.list()).catch((it: RateLimitError) => it)

  expect(error).toBeInstanceOf(RateLimitError)
  expect((error as RateLimitError).headers?.get('retry-after')).toBe('3600')
  expect(JSON.parse(JSON.stringify(error)).headers).toMatchObject({ 'retry-after': '3600' })
})

it('an IndeterminateWriteError has the headers of its response, too', async () => {
  const tms = await connect(503, {}, { 'retry-after': '7' })
  const error = await Promise.resolve(tms.folders.create(folder)).catch((it: IndeterminateWriteError) => it)

  expect((error as IndeterminateWriteError).headers?.get('retry-after')).toBe('7')
  expect(JSON.parse(JSON.stringify(error)).cause).toMatchObject({ name: 'ServerError', status: 503 })
})

it('a pointer named __proto__ is detected as a loop', async () => {
  const tms = await connect(200, usersPage([1], 9, '__proto__'))

  await expect(tms.users.list().all({ limit: Infinity })).rejects.toThrow(PaginationError)
})

it('endless empty pages are an error', async () => {
  let page = 0
  const fetch = async () => Response.json(usersPage([], 9, `cursor-${++page}`))
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch, rateLimit: false })

  await expect(tms.users.list().all({ limit: Infinity })).rejects.toThrow(/pages had no new entries/)
  expect(page).toBeLessThan(200)
})

describe('pages()', () => {
  it('sends nothing until it is iterated, and causes no unhandled rejection', async () => {
    const tms = nobody()
    const requests: unknown[] = []
    const watched = createClient({
      apiKey: 'k',
      baseUrl: 'http://localhost',
      fetch: async () => {
        requests.push(1)
        throw new TypeError('fetch failed')
      },
    })
    tms.users.list().pages()
    watched.users.list().pages()
    watched.users.list()[Symbol.asyncIterator]()
    await new Promise((resume) => setTimeout(resume, 20))

    expect(requests).toEqual([])
  })

  it('a list that is awaited later has already been requested', async () => {
    const requests: unknown[] = []
    const fetch = async () => {
      requests.push(1)
      return Response.json(usersPage([1], 1, ''))
    }
    const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch })
    const list = tms.users.list()
    await new Promise((resume) => setTimeout(resume, 20))

    expect(requests).toHaveLength(1)
    expect((await list).items).toHaveLength(1)
    expect((await list.withResponse()).data.items).toHaveLength(1)
    expect(requests).toHaveLength(1)
  })
})

describe('a DELETE that finds nothing', () => {
  const refusal = { status: 500, body: { message: 'rate limit exceeded' } }
  const missing = { status: 404, body: {} }

  it.each([
    ['after a rate-limited attempt is a NotFoundError', refusal, 'NotFoundError'],
    ['after a failed attempt is a success', { status: 503, body: {} }, 'none'],
  ])('%s', async (_what, first, expected) => {
    const steps = [first, missing]
    const fetch = async () => {
      const { status, body } = steps.shift() ?? missing
      return Response.json(body, { status })
    }
    const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch, rateLimit: false })
    const outcome = await Promise.resolve(tms.projects.delete({ project_id: 'p' })).catch((it: Error) => it)

    expect(outcome instanceof Error ? outcome.name : 'none').toBe(expected)
  })
})

it('error classes have their names', () => {
  expect(new ConnectionError('m', { code: 'E' })).toMatchObject({ name: 'ConnectionError', code: 'E', message: 'm' })
  expect(new TimeoutError('m')).toBeInstanceOf(TestsigmaError)
})
