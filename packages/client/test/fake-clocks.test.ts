import { afterEach, expect, it, vi } from 'vitest'
import { createClient, TimeoutError } from '../src/index.ts'
import { usersPage } from './responses.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const key = () => ({ apiKey: crypto.randomUUID() })
const page = () => Response.json(usersPage([1], 1, ''))

it('a backoff that began with fake timers ends after they are removed', async () => {
  const responses = [new Response('', { status: 503 })]
  const fetch = async () => responses.shift() ?? page()
  vi.useFakeTimers()
  const call = createClient({ ...key(), fetch }).users.list()
  const started = Promise.resolve(call)
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  vi.useRealTimers()

  expect((await started).items).toHaveLength(1)
})

it('a queue that began with fake timers is served after they are removed', async () => {
  const tms = createClient({ ...key(), fetch: async () => page() })
  vi.useFakeTimers()
  const calls = Promise.all(Array.from({ length: 12 }, () => tms.users.list()))
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  vi.useRealTimers()

  expect(await calls).toHaveLength(12)
})

it.each([
  ['deadline', { deadline: 100 }],
  ['timeout', { timeout: 100, retry: 0 }],
])('a %s that began in fake time ends the call once the fake timers are taken away', async (_name, options) => {
  vi.useFakeTimers()
  const call = createClient({ ...key(), fetch: () => new Promise<Response>(() => {}) }).users.list({}, options)
  const ended = expect(call).rejects.toThrow(TimeoutError)
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  vi.useRealTimers()

  await ended
})

it.each([
  ['does not advance', () => 5],
  ['is not a number', () => Number.NaN],
])('a clock that %s leaves the rate limit in force, and no call waiting', async (_what, clock) => {
  vi.spyOn(performance, 'now').mockImplementation(clock)
  const times: number[] = []
  const fetch = async () => {
    times.push(Date.now())
    return page()
  }
  const tms = createClient({ ...key(), fetch })
  await Promise.all(Array.from({ length: 12 }, () => tms.users.list()))

  expect(times).toHaveLength(12)
  expect((times[10] as number) - (times[0] as number)).toBeGreaterThan(700)
})

it('if the clock is not a number, a failed call with a deadline is retried', async () => {
  vi.spyOn(performance, 'now').mockImplementation(() => Number.NaN)
  const responses = [new Response('', { status: 503 })]
  const fetch = async () => responses.shift() ?? page()

  expect((await createClient({ ...key(), fetch }).users.list({}, { deadline: 30_000 })).items).toHaveLength(1)
})
