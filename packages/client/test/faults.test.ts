import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ApiError,
  ConnectionError,
  createClient,
  IndeterminateWriteError,
  RateLimitError,
  ServerError,
  type TestsigmaClient,
  TimeoutError,
} from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'

let server: Server
let tms: TestsigmaClient
let sent: string[]

beforeAll(async () => {
  server = await createServer({ faults: true })
  const origin = await server.listen({ port: 0 })
  tms = createClient({
    apiKey: server.apiKey,
    baseUrl: `${origin}/api/v1`,
    rateLimit: false,
    onRequest: ({ method, url }) => sent.push(`${method} ${new URL(url).pathname}`),
  })
})

afterAll(() => server.close())

/** The outcome of a call whose every request meets the fault. */
async function meet(fault: string, call: 'read' | 'create'): Promise<{ error: unknown; requests: number }> {
  sent = []
  const options = { headers: { 'x-tms-fault': fault }, timeout: 200, retry: 1 }
  const calls = {
    read: () => tms.users.list({}, options),
    create: () =>
      tms.folders.create({ project_id, name: fault }, { ...options, ...(fault === 'rate-limit' && { retry: false }) }),
  }
  const error = await calls[call]().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return { error, requests: sent.length }
}

async function folderNames(): Promise<string[]> {
  return (await (await tms.folders.list({ project_id })).all({ limit: 1000 })).map(({ name }) => name)
}

describe('a read', () => {
  it.each<[string, abstract new (...args: never[]) => Error, number]>([
    ['500', ServerError, 2],
    ['reset', ConnectionError, 2],
    ['reset-after', ConnectionError, 2],
    ['truncate', ConnectionError, 2],
    ['delay=5000', TimeoutError, 2],
    ['malformed', ApiError, 1],
    ['redirect=https://elsewhere.example/', ApiError, 1],
  ])('that meets %s', async (fault, ErrorClass, count) => {
    const { error, requests } = await meet(fault, 'read')

    expect(error).toBeInstanceOf(ErrorClass)
    expect(requests).toBe(count)
    expect(JSON.stringify([error, String(error)])).not.toContain(server.apiKey)
  })
})

describe('a write that may not be repeated', () => {
  it.each<[string, abstract new (...args: never[]) => Error, boolean]>([
    ['500', IndeterminateWriteError, false],
    ['reset', IndeterminateWriteError, false],
    ['reset-after', IndeterminateWriteError, true],
    ['truncate', IndeterminateWriteError, true],
    ['delay=5000', IndeterminateWriteError, false],
    ['malformed', ApiError, true],
    ['rate-limit', RateLimitError, false],
  ])('and meets %s is sent once', async (fault, ErrorClass, isApplied) => {
    const { error, requests } = await meet(fault, 'create')

    expect(error).toBeInstanceOf(ErrorClass)
    expect(requests).toBe(1)
    expect(await folderNames()).toHaveLength(new Set(await folderNames()).size)
    expect((await folderNames()).includes(fault)).toBe(isApplied)
  })
})

it('lands every call of five clients with one key, each once', { timeout: 30_000 }, async () => {
  const limited = await createServer({ rateLimit: 10 })
  const baseUrl = `${await limited.listen({ port: 0 })}/api/v1`
  const clients = Array.from({ length: 5 }, () =>
    createClient({ apiKey: limited.apiKey, baseUrl, rateLimit: { share: false } }),
  )
  const names = Array.from({ length: 40 }, (_, index) => `Storm ${index}`)
  await Promise.all(names.map((name, index) => clients[index % 5]?.folders.create({ project_id, name })))
  const page = await createClient({ apiKey: limited.apiKey, baseUrl }).folders.list({ project_id })
  const landed = (await page.all({ limit: 1000 })).map(({ name }) => name).filter((name) => name.startsWith('Storm'))
  await limited.close()

  expect(landed.sort()).toEqual(names.sort())
})
