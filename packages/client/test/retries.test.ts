import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type CallOptions,
  type ClientOptions,
  ConnectionError,
  createClient,
  IndeterminateWriteError,
  NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../src/index.ts'
import { user } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'
const failure = { message: 'internal server error' }
const refusal = { message: 'rate limit exceeded' }
const project = { project_id: 'p' }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

type Step = number | [status: number, body: unknown, headers?: Record<string, string>] | Error

/** A client whose API responds with the given steps; the last one is repeated. */
function meeting(steps: Step[], options: ClientOptions = {}) {
  const times: number[] = []
  const start = performance.now()
  const fetch = async () => {
    const step = steps[Math.min(times.length, steps.length - 1)] as Step
    times.push(Math.round(performance.now() - start))
    if (step instanceof Error) throw step
    const [status, body, headers] = Array.isArray(step) ? step : [step, step < 400 ? { data: [user(1)] } : failure]
    return new Response(status === 204 ? null : JSON.stringify(body), { status, ...(headers && { headers }) })
  }
  return { tms: createClient({ apiKey: crypto.randomUUID(), baseUrl, fetch, ...options }), times }
}

/** The outcome of a call, with all waits in fake time. */
async function settled<T>(call: PromiseLike<T>): Promise<{ value?: T; error?: unknown }> {
  const outcome = Promise.resolve(call).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  await vi.runAllTimersAsync()
  return outcome
}

function failed(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

const reads = (tms: ReturnType<typeof createClient>, options?: CallOptions) => tms.users.list({}, options)
const creates = (tms: ReturnType<typeof createClient>) => tms.folders.create({ ...project, name: 'n' })
const updates = (tms: ReturnType<typeof createClient>) => tms.projects.update({ ...project, name: 'n' })
const deletes = (tms: ReturnType<typeof createClient>) => tms.projects.delete(project)
const records = (tms: ReturnType<typeof createClient>) =>
  tms.testRuns.updateCases({ ...project, test_run_id: 'r', test_run_cases: [] })

describe('a temporary failure', () => {
  it.each([408, 500, 502, 503, 504])('%i is retried, twice by default', async (status) => {
    const { tms, times } = meeting([status, status, 200])

    expect((await settled(reads(tms))).value?.items).toHaveLength(1)
    expect(times).toHaveLength(3)
  })

  it.each(['ECONNRESET', 'ECONNREFUSED', 'UND_ERR_SOCKET'])('%s is retried', async (code) => {
    const { tms, times } = meeting([failed(code), 200])

    expect((await settled(reads(tms))).value?.items).toHaveLength(1)
    expect(times).toHaveLength(2)
  })

  it('is reported after that, with the last error and the number of attempts', async () => {
    const { tms, times } = meeting([500])

    expect((await settled(reads(tms))).error).toMatchObject({ name: 'ServerError', status: 500, attempts: 3 })
    expect(times).toHaveLength(3)
  })

  it.each([400, 401, 403, 404, 422])('%i is not retried', async (status) => {
    const { tms, times } = meeting([status])
    await settled(reads(tms))

    expect(times).toHaveLength(1)
  })

  it.each([
    [{ retry: 0 }, 1],
    [{ retry: false as const }, 1],
    [{ retry: 4 }, 5],
  ])('%j decides', async (options, count) => {
    const byClient = meeting([500], options)
    await settled(reads(byClient.tms))
    const byCall = meeting([500])
    await settled(reads(byCall.tms, options))

    expect([byClient.times.length, byCall.times.length]).toEqual([count, count])
  })
})

describe('a write', () => {
  it.each([
    ['update', updates],
    ['delete', deletes],
  ])('that may be repeated (%s) is tried again', async (_name, call) => {
    const { tms, times } = meeting([500, failed('ECONNRESET'), [200, { data: { project: {} } }]])

    expect((await settled<unknown>(call(tms))).error).toBeUndefined()
    expect(times).toHaveLength(3)
  })

  it.each<[string, Step]>([
    ['create', 500],
    ['create', 503],
    ['create', failed('ECONNRESET')],
    ['results', 500],
    ['results', failed('UND_ERR_SOCKET')],
  ])('that may not be repeated (%s) is sent once, and says that it may have been applied', async (name, step) => {
    const { tms, times } = meeting([step])
    const { error } = await settled<unknown>(name === 'create' ? creates(tms) : records(tms))

    expect(error).toBeInstanceOf(IndeterminateWriteError)
    expect((error as Error).cause).toBeInstanceOf(step instanceof Error ? ConnectionError : ServerError)
    expect(times).toHaveLength(1)
  })

  it('that was certainly not sent is retried', async () => {
    const { tms, times } = meeting([failed('ECONNREFUSED'), [201, { data: { folder: {} } }]])

    expect((await settled<unknown>(creates(tms))).error).toBeUndefined()
    expect(times).toHaveLength(2)
  })

  it('that was certainly not sent ends in the error of the last attempt', async () => {
    const { tms } = meeting([failed('ECONNREFUSED')])

    expect((await settled<unknown>(creates(tms))).error).toBeInstanceOf(ConnectionError)
  })

  it('that the API rejected as invalid is a ValidationError', async () => {
    const { tms, times } = meeting([404])

    expect((await settled<unknown>(creates(tms))).error).toBeInstanceOf(NotFoundError)
    expect(times).toHaveLength(1)
  })

  it('that deletes succeeds with a 404 at the second attempt, but not at the first', async () => {
    const second = meeting([500, 404])
    const first = meeting([404])

    expect((await settled(deletes(second.tms))).error).toBeUndefined()
    expect((await settled(deletes(first.tms))).error).toBeInstanceOf(NotFoundError)
  })
})

describe('a rate-limited request', () => {
  it.each<[string, Step]>([
    ['500', [500, refusal]],
    ['429', [429, {}]],
  ])('(%s) is waited out for every method, without counting as a try', async (_name, step) => {
    const { tms, times } = meeting([step, step, step, step, [201, { data: { folder: {} } }]], { retry: 1 })

    expect((await settled<unknown>(creates(tms))).error).toBeUndefined()
    expect(times).toHaveLength(5)
  })

  it('is an error if it is rejected each time', async () => {
    const { tms, times } = meeting([[500, refusal]])

    expect((await settled<unknown>(creates(tms))).error).toBeInstanceOf(RateLimitError)
    expect(times).toHaveLength(11)
  })

  it('is not retried with retry: false', async () => {
    const { tms, times } = meeting([[500, refusal]], { retry: false })

    expect((await settled(reads(tms))).error).toBeInstanceOf(RateLimitError)
    expect(times).toHaveLength(1)
  })

  it('is retried after Retry-After, up to a minute', async () => {
    const short = meeting([[429, {}, { 'retry-after': '7' }], 200])
    const long = meeting([[429, {}, { 'retry-after': '3600' }], 200])

    expect((await settled(reads(short.tms))).error).toBeUndefined()
    expect(short.times[1]).toBeGreaterThanOrEqual(7000)
    expect((await settled(reads(long.tms))).error).toBeInstanceOf(RateLimitError)
  })
})

describe('time', () => {
  it('ends a call at its deadline, with all its attempts', async () => {
    const { tms } = meeting([500], { retry: 100, deadline: 3_000 })
    const start = performance.now()

    expect((await settled(reads(tms))).error).toBeInstanceOf(ServerError)
    expect(performance.now() - start).toBeLessThan(3_001)
  })

  it('ends a request that hangs at the deadline', async () => {
    vi.useRealTimers()
    const fetch = (_input: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    const tms = createClient({ apiKey: 'k', baseUrl, fetch })

    await expect(tms.users.list({}, { deadline: 50 })).rejects.toThrow(TimeoutError)
    await expect(tms.users.list({}, { deadline: 50 })).rejects.toThrow(/before its deadline/)
  })

  it('ends the wait for a retry when the call is aborted', async () => {
    vi.useRealTimers()
    const controller = new AbortController()
    const onRetry = () => setTimeout(() => controller.abort(new Error('changed my mind')), 20)
    const { tms, times } = meeting([[429, {}, { 'retry-after': '30' }]], { onRetry })

    // A test may take five seconds; the whole wait would take thirty.
    await expect(tms.users.list({}, { signal: controller.signal })).rejects.toThrow('changed my mind')
    expect(times).toHaveLength(1)
  })
})

describe('hooks', () => {
  it('are called for requests, responses and retries, without the key', async () => {
    const seen: unknown[] = []
    const see = (name: string) => (facts: object) => seen.push({ name, ...facts })
    const lines: string[] = []
    const note = (line: string) => lines.push(line)
    const { tms } = meeting([503, 200], {
      apiKey: 'key-that-must-not-show',
      onRequest: see('request'),
      onResponse: see('response'),
      onRetry: see('retry'),
      logger: { debug: note, warn: note },
    })
    await settled(reads(tms))
    const facts = { operationId: 'listUsers', method: 'GET', url: `${baseUrl}/users` }

    expect(seen).toEqual([
      { name: 'request', ...facts, attempt: 1 },
      { name: 'response', ...facts, attempt: 1, status: 503, duration: expect.any(Number) },
      { name: 'retry', ...facts, attempt: 1, delay: expect.any(Number), reason: 'status 503' },
      { name: 'request', ...facts, attempt: 2 },
      { name: 'response', ...facts, attempt: 2, status: 200, duration: expect.any(Number) },
    ])
    expect(lines).toHaveLength(3)
    expect(JSON.stringify([seen, lines])).not.toContain('key-that-must-not-show')
  })

  it.each(['onRequest', 'onResponse', 'onRetry'] as const)(
    'do not affect a call when %s throws or rejects, and are reported once',
    async (hook) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      const mistakes = [
        () => {
          throw new RangeError('a mistake in the hook')
        },
        async () => {
          throw new RangeError('a mistake in the hook')
        },
      ]
      for (const mistake of mistakes) {
        const { tms, times } = meeting([503, 200], { [hook]: mistake })

        expect((await settled(reads(tms))).value?.items).toHaveLength(1)
        expect((await settled(reads(tms))).value?.items).toHaveLength(1)
        expect(times).toHaveLength(3)
      }

      expect(warn.mock.calls).toEqual([[expect.stringContaining(hook)], [expect.stringContaining(hook)]])
      warn.mockRestore()
    },
  )

  it('work with an incomplete logger, and with one that throws', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const broken = {
      debug: () => {
        throw new RangeError('a mistake in the logger')
      },
    }
    for (const logger of [{}, broken]) {
      expect((await settled(reads(meeting([503, 200], { logger }).tms))).value?.items).toHaveLength(1)
    }

    expect(warn).toHaveBeenCalledTimes(1)
    warn.mockRestore()
  })
})
