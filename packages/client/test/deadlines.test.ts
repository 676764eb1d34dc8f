import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createResolver, ensureRun, recordResults } from '../src/helpers/index.ts'
import {
  ConnectionError,
  createClient,
  IndeterminateWriteError,
  type PagePromise,
  type RequestFacts,
  TimeoutError,
  type User,
} from '../src/index.ts'
import { serving } from './http-server.ts'

const folder = { project_id: 'p', name: 'n' }
const silent = () => {}

async function connect(listener: Parameters<typeof serving>[0] = silent) {
  const aborted: (RequestFacts & { mayHaveBeenApplied: boolean })[] = []
  const baseUrl = await serving(listener)
  const onAbort = (facts: (typeof aborted)[number]) => aborted.push(facts)
  return { tms: createClient({ apiKey: crypto.randomUUID(), baseUrl, onAbort }), aborted }
}

/** A client of a slow API whose list never ends. */
function endless(key?: string) {
  let count = 0
  const fetch = async () => {
    await new Promise((resume) => setTimeout(resume, 10))
    const items = [{ id: `${++count}` }]
    return Response.json({ message: '', data: key ? { [key]: items } : items, page_info: { next: `c${count}` } })
  }
  return createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch, rateLimit: false, deadline: 100 })
}

async function walk(list: AsyncIterable<unknown>) {
  for await (const _ of list);
}

describe('a deadline', () => {
  it('that aborts a write which was sent says that it may have been applied', async () => {
    const { tms } = await connect()
    const error = await Promise.resolve(tms.folders.create(folder, { deadline: 100 })).catch(Object)

    expect(error).toBeInstanceOf(IndeterminateWriteError)
    expect(error.message).toMatch(
      /^It may have been applied: POST .*\/folders did not succeed before its deadline of 100/,
    )
    expect(error.cause).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ operationId: 'createFolder', method: 'POST', attempts: 1 })
  })

  it('that aborts a read, or a write that is safe to repeat, is a timeout', async () => {
    const { tms } = await connect()

    await expect(tms.users.list({}, { deadline: 50 })).rejects.toThrow(TimeoutError)
    await expect(tms.projects.update(folder, { deadline: 50 })).rejects.toThrow(TimeoutError)
  })

  it('that passes while a write is queued is a timeout: nothing was sent', async () => {
    let count = 0
    const baseUrl = await serving(() => count++)
    const tms = createClient({ apiKey: 'k', baseUrl, rateLimit: { perSecond: 0.001, share: false } })
    const first = tms.folders.create(folder, { deadline: 400 })
    const second = tms.folders.create(folder, { deadline: 200 })

    await expect(second).rejects.toThrow(TimeoutError)
    await expect(second).rejects.toMatchObject({ attempts: 0 })
    await expect(first).rejects.toThrow(IndeterminateWriteError)
    expect(count).toBe(1)
  })

  it('applies to each page of a list', async () => {
    const { tms } = await connect()
    const pages = tms.users.list({}, { deadline: 50 }).pages()

    await expect(pages.next()).rejects.toThrow(TimeoutError)
  })

  it.each<[string, (list: PagePromise<User>) => Promise<unknown>]>([
    ['all()', (list) => list.all({ limit: Infinity })],
    ['all() of its first page', async (list) => (await list).all({ limit: Infinity })],
    ['an iterator', (list) => walk(list)],
    ['pages()', (list) => walk(list.pages())],
  ])('ends a list that always has one more page, through %s', async (_how, collect) => {
    await expect(collect(endless().users.list({}, { deadline: 100 }))).rejects.toThrow(/deadline of 100 ms/)
  })

  it('ends helpers that read such a list', async () => {
    const params = { project_id: 'p', title: 't', selection_type: 'DYNAMIC' } as const

    await expect(ensureRun(endless('test_runs'), params, { deadline: 100 })).rejects.toThrow(TimeoutError)
    await expect(createResolver(endless()).user('nobody@example.com')).rejects.toThrow(TimeoutError)
  })

  it('does not count the time that the caller takes between pages, nor pages before next()', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let count = 0
    const fetch = async () => {
      await vi.advanceTimersByTimeAsync(40)
      return Response.json({ message: '', data: [{ id: `${++count}` }], page_info: { next: `c${count}` } })
    }
    const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch, rateLimit: false, deadline: 100 })
    let page = await tms.users.list()
    for (let number = 2; number <= 8; number++) page = await page.next()
    const seen: string[] = []
    const iterate = async () => {
      for await (const { id } of tms.users.list()) {
        seen.push(id)
        await vi.advanceTimersByTimeAsync(1_000)
      }
    }

    await expect(iterate()).rejects.toThrow(/deadline of 100 ms/)
    expect(page.items).toMatchObject([{ id: '8' }])
    expect(seen).toEqual(['9', '10'])
  })
})

describe('a signal', () => {
  it.each([
    ['a write that was sent, and tells a hook that it may have been applied', 'create', true],
    ['a read', 'list', false],
  ] as const)('ends %s', async (_what, method, mayHaveBeenApplied) => {
    const controller = new AbortController()
    const reason = new Error('changed my mind')
    const { tms, aborted } = await connect(() => controller.abort(reason))
    const options = { signal: controller.signal }
    const call = method === 'create' ? tms.folders.create(folder, options) : tms.folders.list(folder2(), options)

    expect(await Promise.resolve(call).catch((error) => error)).toBe(reason)
    expect(aborted).toEqual([
      expect.objectContaining({ mayHaveBeenApplied, attempt: 1, operationId: expect.any(String) }),
    ])
  })

  it('of another realm works, too', async () => {
    const target = new EventTarget()
    const signal = Object.assign(target, { aborted: false, reason: new Error('from afar') }) as unknown as AbortSignal
    const { tms } = await connect(() => target.dispatchEvent(new Event('abort')))

    await expect(tms.users.list({}, { signal })).rejects.toThrow('from afar')
  })
})

/** A signal as `abort-controller` creates it: without a reason. */
class OldSignal extends EventTarget {
  aborted = false

  abort() {
    this.aborted = true
    this.dispatchEvent(new Event('abort'))
  }
}

it.each([
  ['before a call', (signal: OldSignal) => signal.abort()],
  ['during a call', (signal: OldSignal) => void setTimeout(() => signal.abort(), 10)],
])('a signal without a reason that is aborted %s is an AbortError', async (_when, abort) => {
  const signal = new OldSignal()
  const fetch = () => new Promise<Response>(() => {})
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch })
  abort(signal)
  const options = { signal: signal as unknown as AbortSignal }
  const results = [{ test_case_id: 'DEMO-1', status: 'Passed' }]
  const recording = recordResults(tms, { project_id: 'p', test_run_id: 'r', user: 'u', results }, options)

  await expect(tms.folders.create(folder, options)).rejects.toMatchObject({ name: 'AbortError' })
  await expect(recording).rejects.toMatchObject({ name: 'AbortError' })
})

function folder2() {
  return { project_id: 'p' }
}

it('a refused connection is not reported as a deadline', async () => {
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', deadline: 5_000, retry: 0 })

  await expect(tms.folders.create(folder)).rejects.toThrow(ConnectionError)
})
