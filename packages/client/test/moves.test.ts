import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ClientOptions, ConnectionError, createClient } from '../src/index.ts'
import { usersPage } from './responses.ts'

const documented = 'https://test-management.testsigma.com/api/v1'
const observed = 'https://arcus.testsigma.com/api/v1'

interface World {
  /** Response of the documented host. */
  status: number
  location: string | undefined
  /** Whether the new host is reachable. */
  isReachable: boolean
}

/** Two hosts of the vendor, one of which redirects to the other. */
function movedHost(world: Partial<World> = {}) {
  const state: World = { status: 301, location: 'https://arcus.testsigma.com', isReachable: true, ...world }
  const requests: string[] = []
  const fetch = async (url: string) => {
    const { host, pathname, search } = new URL(url)
    requests.push(host.split('.')[0] as string)
    await new Promise((resume) => setTimeout(resume, 20))
    if (host === 'test-management.testsigma.com' && state.location) {
      const location = state.location + pathname + search
      return new Response(null, { status: state.status, headers: { location } })
    }
    if (host === 'arcus.testsigma.com' && !state.isReachable) {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
    }
    return Response.json(usersPage([1], 1, ''))
  }
  const connect = (options: ClientOptions = {}) =>
    createClient({ apiKey: crypto.randomUUID(), baseUrl: documented, fetch, retry: 0, ...options })
  return { connect, requests, state }
}

afterEach(() => vi.useRealTimers())

describe('a permanent move', () => {
  it.each([301, 308])('(%i) is remembered by all clients after one request', async (status) => {
    const { connect, requests } = movedHost({ status })
    await connect().users.list()
    await connect().users.list()
    await connect().users.list()

    expect(requests).toEqual(['test-management', 'arcus', 'arcus', 'arcus'])
  })

  it('is probed once by concurrent calls', async () => {
    const { connect, requests } = movedHost()
    const tms = connect({ rateLimit: false })
    await Promise.all(Array.from({ length: 20 }, () => tms.users.list()))

    expect(requests.filter((host) => host === 'test-management')).toHaveLength(1)
    expect(requests).toHaveLength(21)
  })

  it('trial: 60 calls through a host that has moved are 120 requests → 61, without extra slots in the rate limit', async () => {
    vi.useFakeTimers()
    const { connect, requests } = movedHost()
    const tms = connect()
    const start = performance.now()
    const all = Promise.all(Array.from({ length: 60 }, () => tms.users.list()))
    await vi.runAllTimersAsync()
    await all

    expect(requests).toHaveLength(61)
    expect(performance.now() - start).toBeLessThanOrEqual(5_500)
  })

  it('is reported to a hook, and logged once, with the base URL to set', async () => {
    const { connect } = movedHost()
    const lines: string[] = []
    const redirects: object[] = []
    const options: ClientOptions = {
      logger: { warn: (line) => lines.push(line) },
      onRedirect: (redirect) => redirects.push(redirect),
    }
    const tms = connect(options)
    await tms.users.list()
    await tms.users.list()
    await connect(options).users.list()

    expect(lines).toEqual([`${documented} has moved permanently: set baseUrl to "${observed}"`])
    expect(redirects).toEqual([
      {
        operationId: 'listUsers',
        method: 'GET',
        url: `${documented}/users`,
        attempt: 1,
        location: `${observed}/users`,
        baseUrl: observed,
      },
    ])
  })

  it('is forgotten if the new host cannot be reached, and the old one is used again', async () => {
    const { connect, requests, state } = movedHost()
    const tms = connect()
    await tms.users.list()
    Object.assign(state, { location: undefined, isReachable: false })
    requests.length = 0
    await tms.users.list()
    await tms.users.list()

    expect(requests).toEqual(['arcus', 'test-management', 'test-management'])
  })
})

it.each([302, 307])('a temporary redirect (%i) is followed each time', async (status) => {
  const { connect, requests } = movedHost({ status })
  const tms = connect()
  await tms.users.list()
  await tms.users.list()

  expect(requests).toEqual(['test-management', 'arcus', 'test-management', 'arcus'])
})

it('a redirect to another path does not mean that the host has moved', async () => {
  const { connect, requests } = movedHost({ location: 'https://arcus.testsigma.com/v2' })
  const tms = connect()
  await tms.users.list()
  await tms.users.list()

  expect(requests).toEqual(['test-management', 'arcus', 'test-management', 'arcus'])
})

it('a host that fails does not block other calls', async () => {
  const { connect, requests } = movedHost({ isReachable: false })
  const tms = connect({ rateLimit: false })
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => tms.users.list()))

  expect(outcomes.every((it) => it.status === 'rejected' && it.reason instanceof ConnectionError)).toBe(true)
  expect(requests).toHaveLength(10)
})

it('a call that is aborted while another probes ends immediately', async () => {
  const { connect } = movedHost()
  const tms = connect()
  const controller = new AbortController()
  const first = tms.users.list()
  const second = tms.users.list({}, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('enough')), 5)

  await expect(second).rejects.toThrow('enough')
  expect((await first).items).toHaveLength(1)
})

/** Hosts of the vendor by name, each of which responds or permanently redirects to another. */
function hosts(moves: Record<string, string | number>) {
  const requests: string[] = []
  const fetch = async (address: string) => {
    const { host, pathname, search } = new URL(address)
    const name = host.split('.')[0] as string
    requests.push(name)
    await new Promise((resume) => setTimeout(resume, 5))
    const move = moves[name]
    if (typeof move === 'string' && move) {
      const location = `https://${move}.testsigma.com${pathname}${search}`
      return new Response(null, { status: 301, headers: { location } })
    }
    if (move === 0) throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
    return move ? new Response('', { status: Number(move) }) : Response.json(usersPage([1], 1, ''))
  }
  const connect = (options: ClientOptions = {}) =>
    createClient({ apiKey: crypto.randomUUID(), baseUrl: documented, fetch, retry: 0, ...options })
  return { connect, requests, moves }
}

describe('a later move', () => {
  it.each([
    ['after a success', {}],
    ['after a fallback', { 'test-management': 'arcus' }],
  ])('%s costs 60 parallel calls one request', async (_when, before: Record<string, string | number>) => {
    vi.useFakeTimers()
    const world = hosts(before)
    const tms = world.connect()
    const first = tms.users.list()
    await vi.runAllTimersAsync()
    await first
    if (before['test-management']) {
      Object.assign(world.moves, { 'test-management': '', arcus: 0 })
      const failed = Promise.resolve(tms.users.list()).catch(() => {})
      await vi.runAllTimersAsync()
      await failed
    }
    await vi.advanceTimersByTimeAsync(3_000)
    Object.assign(world.moves, { 'test-management': 'arcus', arcus: '' })
    world.requests.length = 0
    const all = Promise.all(Array.from({ length: 60 }, () => tms.users.list()))
    await vi.runAllTimersAsync()
    await all

    expect(world.requests).toHaveLength(61)
  })

  it('of the new host is remembered and reported', async () => {
    const { connect, requests, moves } = hosts({ 'test-management': 'arcus' })
    const baseUrls: unknown[] = []
    const tms = connect({ onRedirect: ({ baseUrl }) => baseUrls.push(baseUrl) })
    await tms.users.list()
    Object.assign(moves, { arcus: 'third' })
    requests.length = 0
    await tms.users.list()
    await tms.users.list()

    expect(requests).toEqual(['arcus', 'third', 'third'])
    expect(baseUrls).toEqual([observed, 'https://third.testsigma.com/api/v1'])
  })

  it('back to the old host is forgotten', async () => {
    const { connect, requests, moves } = hosts({ 'test-management': 'arcus' })
    const lines: string[] = []
    const tms = connect({ logger: { warn: (line) => lines.push(line) } })
    await tms.users.list()
    Object.assign(moves, { 'test-management': '', arcus: 'test-management' })
    requests.length = 0
    lines.length = 0
    await tms.users.list()
    await tms.users.list()

    expect(requests).toEqual(['arcus', 'test-management', 'test-management'])
    expect(lines).toEqual([])
  })
})

it.each([0, 410, 500])('an error of the new host (%i) names the new host', async (response) => {
  const { connect, moves } = hosts({ 'test-management': 'arcus' })
  const tms = connect()
  await tms.users.list()
  Object.assign(moves, { arcus: response })
  const error = await tms.users.list().catch((reason: unknown) => reason as ConnectionError)

  expect(error).toMatchObject({ url: `${observed}/users`, message: expect.stringContaining(`${observed}/users`) })
})
