import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient, createTransport } from '../src/index.ts'
import { usersPage } from './responses.ts'

const PER_SECOND = 10
let server: Server | undefined

afterEach(() => {
  vi.useRealTimers()
  server?.close()
})

/** A real server that rejects the eleventh request within a second, as the live API does. */
async function limiting(): Promise<{ baseUrl: string; counts: { landed: number; refused: number } }> {
  const arrivals: number[] = []
  const counts = { landed: 0, refused: 0 }
  server = createServer((_request, response) => {
    const now = performance.now()
    const refused = arrivals.filter((time) => time > now - 1000).length >= PER_SECOND
    if (refused) counts.refused++
    else counts.landed++
    if (!refused) arrivals.push(now)
    response.writeHead(refused ? 500 : 200)
    response.end(JSON.stringify(refused ? { message: 'rate limit exceeded' } : usersPage([1], 1, '')))
  })
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, counts }
}

it('completes 60 parallel calls of two clients with one key', async () => {
  const { baseUrl, counts } = await limiting()
  const clients = [1, 2].map(() => createClient({ apiKey: 'one-key', baseUrl }))
  const start = performance.now()
  await Promise.all(Array.from({ length: 60 }, (_, index) => clients[index % 2]?.users.list()))

  expect(counts.landed).toBe(60)
  // None are rejected unless the machine stalls, which makes requests arrive together. Without a queue, 50 are.
  expect(counts.refused).toBeLessThan(25)
  expect(performance.now() - start).toBeGreaterThan(5_000)
})

it('completes every call even if others use the key, too', async () => {
  const { baseUrl, counts } = await limiting()
  const clients = [1, 2].map(() => createClient({ apiKey: 'k', baseUrl, rateLimit: { share: false } }))
  await Promise.all(Array.from({ length: 30 }, (_, index) => clients[index % 2]?.users.list()))

  expect(counts.landed).toBe(30)
})

describe('the queue', () => {
  function immediate(options: object = {}) {
    vi.useFakeTimers()
    const times: number[] = []
    const start = performance.now()
    const fetch = async () => {
      times.push(performance.now() - start)
      return Response.json(usersPage([1], 1, ''))
    }
    return { transport: createTransport({ apiKey: crypto.randomUUID(), fetch, ...options }), times }
  }

  it('starts at most the given number in any second', async () => {
    const { transport, times } = immediate({ rateLimit: { perSecond: 3 } })
    const all = Promise.all(Array.from({ length: 8 }, () => transport('https://arcus.testsigma.com')))
    await vi.runAllTimersAsync()
    await all

    expect(times.map((time) => Math.floor(time / 1000))).toEqual([0, 0, 0, 1, 1, 1, 2, 2])
  })

  it('can be switched off', async () => {
    const { transport, times } = immediate({ rateLimit: false })
    await Promise.all(Array.from({ length: 30 }, () => transport('https://arcus.testsigma.com')))

    expect(Math.max(...times)).toBeLessThan(1000)
  })

  it('removes an aborted call, and gives its slot to the next', async () => {
    const { transport, times } = immediate({ rateLimit: { perSecond: 1 } })
    const controller = new AbortController()
    const [first, second, third] = [undefined, controller.signal, undefined].map((signal) =>
      transport('https://arcus.testsigma.com', signal ? { signal } : {}).catch((error: Error) => error.name),
    )
    await first
    controller.abort()
    await vi.runAllTimersAsync()

    expect(await second).toBe('AbortError')
    expect(await third).toBeInstanceOf(Response)
    expect(times).toHaveLength(2)
  })

  it('does not wait for slow responses', async () => {
    vi.useFakeTimers()
    const times: number[] = []
    const fetch = async () => {
      times.push(performance.now())
      await new Promise((resume) => setTimeout(resume, 10_000))
      return Response.json({})
    }
    const transport = createTransport({ apiKey: crypto.randomUUID(), fetch, rateLimit: { perSecond: 1 } })
    const all = Promise.all([1, 2].map(() => transport('https://arcus.testsigma.com')))
    await vi.runAllTimersAsync()
    await all

    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(1250)
  })
})
