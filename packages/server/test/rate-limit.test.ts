import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createServer } from '../src/index.ts'
import { startCli } from './run-cli.ts'
import { caller, start, temporaryFolder } from './start.ts'

/** Stops the clock, so that no second passes between two requests on a busy machine. */
function stopClock() {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
}

const limited = { status: 500, body: { message: 'rate limit exceeded' } }

test('there is none by default, and no headers', async () => {
  const { call } = await start()
  const responses = await Promise.all(Array.from({ length: 50 }, () => call('GET', '/users')))
  expect(responses.filter(({ status }) => status !== 200)).toEqual([])
  expect([...(responses[0]?.headers.keys() ?? [])].filter((name) => name.startsWith('x-tms'))).toEqual([])
})

test('requests beyond it are refused as in the live API, until a second has passed', async () => {
  stopClock()
  const { call } = await start({ rateLimit: 3 })
  for (const remaining of ['2', '1', '0']) {
    const { status, headers } = await call('GET', '/users')
    expect(status).toBe(200)
    expect(headers.get('x-tms-api-limit')).toBe('3')
    expect(headers.get('x-tms-api-remaining')).toBe(remaining)
    expect(Number(headers.get('x-tms-api-reset'))).toBeCloseTo(-Date.now() / 1000, -1)
  }
  const refused = await call('GET', '/users')
  expect({ status: refused.status, body: refused.body }).toEqual(limited)
  expect([...refused.headers.keys()].filter((name) => /^(x-tms|retry)/.test(name))).toEqual([])
  vi.advanceTimersByTime(1001)
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
})

test('a refused request changes nothing, and does not count', async () => {
  stopClock()
  const { call } = await start({ rateLimit: 1 })
  const project = { body: JSON.stringify({ name: 'Pharmacy' }) }
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  for (let count = 0; count < 5; count++) expect(await call('POST', '/projects', project)).toMatchObject(limited)
  vi.advanceTimersByTime(1001)
  expect(await call('GET', '/projects')).toMatchObject({ status: 200, body: { page_info: { total_count: 2 } } })
})

test('it applies after authentication, and counts unknown paths and invalid input', async () => {
  stopClock()
  const { call } = await start({ rateLimit: 2 })
  for (let count = 0; count < 5; count++)
    expect(await call('GET', '/users', { headers: {} })).toMatchObject({ status: 401 })
  expect(await call('GET', '/nothing')).toMatchObject({ status: 404 })
  expect(await call('GET', '/users?page_size=0')).toMatchObject({ status: 422 })
  expect(await call('GET', '/nothing')).toMatchObject(limited)
})

test('each key has its own', async () => {
  stopClock()
  const data = `${temporaryFolder()}/tms.sqlite`
  await start({ data, apiKey: 'second' })
  const { call, server } = await start({ data, apiKey: 'first', rateLimit: 1 })
  const callWithOther = caller('http://tms.test', 'second', server.fetch)
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  expect(await callWithOther('GET', '/users')).toMatchObject({ status: 200 })
  expect(await call('GET', '/users')).toMatchObject(limited)
  expect(await callWithOther('GET', '/users')).toMatchObject(limited)
})

describe('an invalid limit', () => {
  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is refused', async (rateLimit) => {
    await expect(createServer({ rateLimit })).rejects.toThrow('rateLimit must be an integer of 0 or more, got')
  })
})

test('--rate-limit sets it, and refusals are not logged as failures', async () => {
  const { origin, apiKey, process, finished } = await startCli([
    '--port',
    '0',
    '--data',
    ':memory:',
    '--rate-limit',
    '1',
  ])
  const call = caller(origin, apiKey)
  // All at once, so that they are sent within a second.
  const responses = await Promise.all(Array.from({ length: 20 }, () => call('GET', '/users')))
  const refused = responses.filter(({ status }) => status === 500)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.length).toBeLessThan(20)
  for (const response of refused) expect(response).toMatchObject(limited)
  process.kill('SIGTERM')
  expect((await finished).stderr).not.toContain('rate limit')
})
