import { afterEach, describe, expect, it } from 'vitest'
import { type CreateFolderParams, createClient, UsageError } from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'

function connect(...bodies: unknown[]) {
  const { fetch, requests } = responding(...bodies)
  return { tms: createClient({ apiKey: 'k', baseUrl, fetch, rateLimit: false }), requests }
}

const loop: Record<string, unknown> = {}
loop.self = loop

describe('a value that cannot be sent is a UsageError that names it, and nothing is sent', () => {
  it.each<[string, unknown]>([
    ['a BigInt', 10n],
    ['an object that contains itself', loop],
    ['a function', () => {}],
    ['a symbol', Symbol('name')],
    ['NaN', Number.NaN],
    ['a lone surrogate', 'Release \ud83d'],
    ['a lone surrogate inside an object', { deep: ['\udc00'] }],
  ])('%s in a body', async (_what, name) => {
    const { tms, requests } = connect()
    const call = tms.folders.create({ project_id: 'p', name } as CreateFolderParams)

    await expect(call).rejects.toThrow(UsageError)
    await expect(call).rejects.toThrow(/^folders\.create: .*(cannot be written as JSON)/)
    expect(requests).toEqual([])
  })

  const thrower = () => {
    throw new Error('a-secret-0123456789')
  }
  let deep: unknown = 'end'
  for (let level = 0; level < 20_000; level++) deep = [deep]

  it.each<[string, unknown, RegExp]>([
    ['an invalid Date', new Date(Number.NaN), /"name" .*: got an invalid Date\.$/],
    ['a Map', new Map(), /"name" .*: got a Map\.$/],
    ['a Set', new Set(), /got a Set/],
    ['a RegExp', /x/, /got a RegExp/],
    ['an Error', new Error('x'), /got an Error/],
    ['a Promise', Promise.resolve(), /got a Promise/],
    ['a Blob', new Blob(['x']), /got a Blob/],
    ['bytes', new Uint8Array(2), /got a Uint8Array/],
    ['a String object', Object('x'), /got a String/],
    ['undefined in an array', { list: ['a', undefined] }, /"name\.list\[1\]" .*: got undefined/],
    ['a function inside', { list: [{ f: thrower }] }, /"name\.list\[0\]\.f" .*: got a function/],
    ['a lone surrogate in a name', { '\ud800': 1 }, /"name" .*: .*lone surrogate/],
    ['a getter that throws', Object.defineProperty({}, 'g', { enumerable: true, get: thrower }), /"name" .*it throws/],
    ['a toJSON that throws', { toJSON: thrower }, /"name" .*it throws/],
    ['a toJSON that returns a Map', { toJSON: () => new Map() }, /"name" .*: got a Map/],
    ['a Proxy that throws', new Proxy({}, { ownKeys: thrower }), /"name" .*it throws/],
    ['20,000 levels', deep, /"name.*" .*more than 100 levels/],
    ['itself', loop, /"name\.self" .*contains itself/],
  ])('%s in a body, for its own reason', async (_what, name, reason) => {
    const { tms, requests } = connect()
    const error: Error = await tms.folders
      .create({ project_id: 'p', name } as CreateFolderParams)
      .then(thrower, (it) => it)

    expect(error).toBeInstanceOf(UsageError)
    expect(error.message).toMatch(reason)
    expect(error.message).not.toContain('a-secret')
    expect(requests).toEqual([])
  })

  it('a parameter whose getter throws', async () => {
    const params = Object.defineProperty({ project_id: 'p' }, 'name', { enumerable: true, get: thrower })
    const call = connect().tms.folders.create(params as unknown as CreateFolderParams)

    await expect(call).rejects.toThrow(UsageError)
    await expect(call).rejects.toThrow(/"name" cannot be read: it throws/)
  })

  it('a lone surrogate in a path', async () => {
    await expect(connect().tms.projects.get({ project_id: 'a\ud83d' })).rejects.toThrow(/"project_id" must be an id/)
  })

  it.each([null, {}, [1], '\ud83d', Number.NaN, 10n])('%s in a query', async (page_size) => {
    const call = connect().tms.users.list({ page_size } as object)

    await expect(call).rejects.toThrow(/^users\.list: "page_size" must be a string or a number/)
  })

  it.each([null, 'users', 7, []])('%j as the parameters', async (params) => {
    await expect(connect().tms.users.list(params as object)).rejects.toThrow(/users\.list: the parameters must be/)
  })

  it('a missing limit of all()', async () => {
    const { tms, requests } = connect(usersPage([1], 1, ''))
    const noLimit = undefined as unknown as { limit: number }
    const page = await tms.users.list()

    await expect(page.all(noLimit)).rejects.toThrow(UsageError)
    await expect(tms.users.list().all(noLimit)).rejects.toThrow(/"limit" must be a whole number from 1/)
    expect(requests).toHaveLength(1)
  })
})

it('sends what JSON can represent: dates, instances, objects with toJSON, the same object twice', async () => {
  const { tms, requests } = connect({ data: { folder: {} } })
  class Entry {
    readonly a = 1
    readonly nothing = undefined
  }
  const entry = new Entry()
  const name = [new Date(0), entry, entry, new URL('https://a.example/'), null, true, Object.create(null)]
  await tms.folders.create({ project_id: 'p', name } as unknown as CreateFolderParams)

  expect(await requests[0]?.json()).toEqual({
    name: ['1970-01-01T00:00:00.000Z', { a: 1 }, { a: 1 }, 'https://a.example/', null, true, {}],
  })
})

it('sends characters of every Unicode plane', async () => {
  const { tms, requests } = connect({ data: { folder: {} } })
  await tms.folders.create({ project_id: 'p', name: '🚀 \\ud83d' })

  expect(await requests[0]?.json()).toEqual({ name: '🚀 \\ud83d' })
})

describe('an enumerable property of Object.prototype', () => {
  afterEach(() => Reflect.deleteProperty(Object.prototype, 'polluted'))

  it('has no effect', async () => {
    Object.assign(Object.prototype, { polluted: () => 'everywhere' })
    const { tms, requests } = connect(usersPage([1], 1, ''), { data: { folder: {} } })
    await tms.users.list({ page_size: 1 })
    await tms.folders.create({ project_id: 'p', name: 'n' })

    expect(requests[0]?.url).toBe(`${baseUrl}/users?page_size=1`)
    expect(await requests[1]?.text()).toBe('{"name":"n"}')
  })
})

it('an undefined file is absent', async () => {
  const { tms, requests } = connect({ data: { test_run_cases: [] } })
  await tms.testRuns.updateCases({
    project_id: 'p',
    test_run_id: 'r',
    test_run_cases: [],
    attachments_0_0: undefined,
  })

  expect([...((await requests[0]?.formData())?.keys() ?? [])]).toEqual(['data'])
})
