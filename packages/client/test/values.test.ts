import { afterEach, describe, expect, it } from 'vitest'
import { type CreateFolderParams, createClient, UsageError } from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'

function connect(...bodies: unknown[]) {
  const { fetch, requests } = responding(...bodies)
  return { tms: createClient({ apiKey: 'k', baseUrl, fetch, rateLimit: false }), requests }
}

const circle: Record<string, unknown> = {}
circle.self = circle

describe('what cannot be sent is a UsageError that names it, and nothing is sent', () => {
  it.each<[string, unknown]>([
    ['a BigInt', 10n],
    ['a circle', circle],
    ['a function', () => {}],
    ['a symbol', Symbol('name')],
    ['NaN', Number.NaN],
    ['half a character', 'Release \ud83d'],
    ['half a character inside', { deep: ['\udc00'] }],
  ])('%s in a body', async (_what, name) => {
    const { tms, requests } = connect()
    const call = tms.folders.create({ project_id: 'p', name } as CreateFolderParams)

    await expect(call).rejects.toThrow(UsageError)
    await expect(call).rejects.toThrow(/^folders\.create: .*(cannot be written as JSON)/)
    expect(requests).toEqual([])
  })

  it('half a character in a path', async () => {
    await expect(connect().tms.projects.get({ project_id: 'a\ud83d' })).rejects.toThrow(/"project_id" must be an id/)
  })

  it.each([null, {}, [1], '\ud83d', Number.NaN, 10n])('%s in a query', async (page_size) => {
    const call = connect().tms.users.list({ page_size } as object)

    await expect(call).rejects.toThrow(/^users\.list: "page_size" must be a text or a number/)
  })

  it.each([null, 'users', 7, []])('%j for the parameters', async (params) => {
    await expect(connect().tms.users.list(params as object)).rejects.toThrow(/users\.list: the parameters must be/)
  })

  it('nothing for the limit of all()', async () => {
    const { tms, requests } = connect(usersPage([1], 1, ''))
    const noLimit = undefined as unknown as { limit: number }
    const page = await tms.users.list()

    await expect(page.all(noLimit)).rejects.toThrow(UsageError)
    await expect(tms.users.list().all(noLimit)).rejects.toThrow(/"limit" must be 1 or more/)
    expect(requests).toHaveLength(1)
  })
})

it('sends whole characters of every plane', async () => {
  const { tms, requests } = connect({ data: { folder: {} } })
  await tms.folders.create({ project_id: 'p', name: '🚀 \\ud83d' })

  expect(await requests[0]?.json()).toEqual({ name: '🚀 \\ud83d' })
})

describe('something enumerable on the prototype of all objects', () => {
  afterEach(() => Reflect.deleteProperty(Object.prototype, 'polluted'))

  it('harms nothing', async () => {
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
