import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient, type RateLimit } from '../src/index.ts'
import { usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'
const body = usersPage([1], 1, '')

/** Clients with one key, and the times at which their requests start. */
function withOneKey(apiKey: string = crypto.randomUUID()) {
  const times: number[] = []
  const fetch = async () => {
    times.push(performance.now())
    return Response.json(body)
  }
  return { connect: (rateLimit?: RateLimit) => createClient({ apiKey, baseUrl, fetch, rateLimit }), times, apiKey }
}

/** The number of requests in the busiest second. */
function busiest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length))
}

afterEach(() => vi.useRealTimers())

describe('the queue of one key', () => {
  it('respects the strictest limit of its clients', async () => {
    vi.useFakeTimers()
    const { connect, times } = withOneKey()
    const clients = [connect({ perSecond: 10 }), connect({ perSecond: 5 })]
    const all = Promise.all(Array.from({ length: 20 }, (_, index) => clients[index % 2]?.users.list()))
    await vi.runAllTimersAsync()
    await all

    expect(times).toHaveLength(20)
    expect(busiest(times)).toBe(5)
  })

  it.each([
    [0.5, 2_000],
    [0.25, 4_000],
    [2.5, 800],
  ])('lets %d start in a second', async (perSecond, window) => {
    vi.useFakeTimers()
    const { connect, times } = withOneKey()
    const tms = connect({ perSecond })
    const start = performance.now()
    const all = Promise.all(Array.from({ length: 5 }, () => tms.users.list()))
    await vi.runAllTimersAsync()
    await all
    const most = Math.max(1, Math.floor(perSecond))

    expect(times.map((time) => Math.floor((time - start) / window))).toEqual(
      Array.from({ length: 5 }, (_, index) => Math.floor(index / most)),
    )
  })
})

describe('after fake timers the next call is sent immediately', () => {
  const fakes: [string, () => Promise<void>][] = [
    ['that were advanced', async () => void (await vi.advanceTimersByTimeAsync(3_600_000))],
    ['that were not advanced, with calls waiting', async () => void (await vi.advanceTimersByTimeAsync(0))],
    ['that were set to another day', async () => void vi.setSystemTime((await vi.advanceTimersByTimeAsync(0)) && 0)],
  ]

  it.each(fakes)('%s', async (_how, use) => {
    const { connect, times } = withOneKey()
    const tms = connect()
    vi.useFakeTimers()
    const calls = Promise.all(Array.from({ length: 12 }, () => tms.users.list()))
    await use()
    vi.useRealTimers()
    times.length = 0
    const start = performance.now()
    await tms.users.list()

    expect(times.at(-1)).toBeLessThan(start + 900)
    await calls
  })

  it('also if they are installed while real calls wait', async () => {
    const { connect, times } = withOneKey()
    const tms = connect({ perSecond: 1 })
    const calls = Promise.all([1, 2].map(() => tms.users.list()))
    await new Promise((resume) => setTimeout(resume, 20))
    vi.useFakeTimers()
    const call = tms.users.list()
    await vi.advanceTimersByTimeAsync(10_000)
    await Promise.all([call, calls])

    expect(times).toHaveLength(3)
  })
})

/** The outcome of 60 concurrent calls to an API with the live limit, over a slow connection, in fake time. */
async function overTheLine(roundTrip: number, jitter: number, handshakes: number) {
  vi.useFakeTimers()
  let seed = roundTrip
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))
  const way = () => pause(roundTrip / 2 + random() * jitter)
  const arrivals: number[] = []
  let idle = 0
  let refused = 0
  const fetch = async () => {
    if (idle > 0) idle--
    else await pause(roundTrip * handshakes)
    await way()
    const now = performance.now()
    const isRefused = arrivals.filter((time) => time > now - 1_000).length >= 10
    if (isRefused) refused++
    else arrivals.push(now)
    await way()
    idle++
    return isRefused ? Response.json({ message: 'rate limit exceeded' }, { status: 500 }) : Response.json(body)
  }
  const tms = createClient({ apiKey: crypto.randomUUID(), baseUrl, fetch })
  const start = performance.now()
  let end = start
  const calls = Array.from({ length: 60 }, async () => {
    await tms.users.list()
    end = performance.now()
  })
  await vi.runAllTimersAsync()
  await Promise.all(calls)
  return { landed: arrivals.length, refused, seconds: (end - start) / 1_000 }
}

describe('60 calls over a slow connection succeed, in little more than the time of the limit and one round trip', () => {
  it.each([
    [1, 1.01],
    [120, 1.05],
    [300, 1.09],
    [600, 1.11],
  ])('%i ms: %d times as long', async (roundTrip, most) => {
    const { landed, refused, seconds } = await overTheLine(roundTrip, roundTrip / 10, 0)

    expect(landed).toBe(60)
    expect(refused).toBeLessThanOrEqual(2)
    expect(seconds / (5 + roundTrip / 1_000)).toBeLessThanOrEqual(most)
  })

  it('120 ms, with new connections', async () => {
    const { landed, refused } = await overTheLine(120, 12, 2)

    expect(landed).toBe(60)
    expect(refused).toBeLessThanOrEqual(2)
  })
})
