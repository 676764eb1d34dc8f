import { describe, expect, it } from 'vitest'
import {
  ConnectionError,
  createClient,
  IndeterminateWriteError,
  type RequestFacts,
  TimeoutError,
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

describe('a deadline', () => {
  it('that cuts off a write which was sent says that it may have been applied', async () => {
    const { tms } = await connect()
    const error = await Promise.resolve(tms.folders.create(folder, { deadline: 100 })).catch(Object)

    expect(error).toBeInstanceOf(IndeterminateWriteError)
    expect(error.message).toMatch(
      /^It may have been applied: POST .*\/folders did not succeed before its deadline of 100/,
    )
    expect(error.cause).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ operationId: 'createFolder', method: 'POST', attempts: 1 })
  })

  it('that cuts off a read, or a write that may be repeated, is a timeout', async () => {
    const { tms } = await connect()

    await expect(tms.users.list({}, { deadline: 50 })).rejects.toThrow(TimeoutError)
    await expect(tms.projects.update(folder, { deadline: 50 })).rejects.toThrow(TimeoutError)
  })

  it('that comes while a write waits for its turn is a timeout: nothing was sent', async () => {
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

  it('holds for each page of a walk', async () => {
    const { tms } = await connect()
    const pages = tms.users.list({}, { deadline: 50 }).pages()

    await expect(pages.next()).rejects.toThrow(TimeoutError)
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

  it('of another realm is as good', async () => {
    const target = new EventTarget()
    const signal = Object.assign(target, { aborted: false, reason: new Error('from afar') }) as unknown as AbortSignal
    const { tms } = await connect(() => target.dispatchEvent(new Event('abort')))

    await expect(tms.users.list({}, { signal })).rejects.toThrow('from afar')
  })
})

function folder2() {
  return { project_id: 'p' }
}

it('a refused connection is no deadline', async () => {
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', deadline: 5_000, retry: 0 })

  await expect(tms.folders.create(folder)).rejects.toThrow(ConnectionError)
})
