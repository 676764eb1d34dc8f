import { createServer, type Server } from '@testsigma-tms/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  closeRun,
  createResolver,
  ensurePath,
  importJunit,
  type NamedResult,
  recordResults,
  toDate,
} from '../src/helpers/index.ts'
import {
  createClient,
  type Fetch,
  NotFoundError,
  type TestsigmaClient,
  UsageError,
  ValidationError,
} from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const test_run_id = 'DEMO-R-1'
const run = { project_id, test_run_id }
const inRun = ['9ac271b6-4e89-4c93-8c75-2d625efa0b2d', '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce']
const user = 'jane.doe@example.com'

let server: Server
let tms: TestsigmaClient
let requests: string[]

beforeEach(async () => {
  server = await createServer()
  requests = []
  const fetch: Fetch = (input, init) => {
    requests.push(`${init?.method} ${new URL(`${input}`).pathname.replace('/api/v1', '')}`)
    return server.fetch(input, init)
  }
  tms = createClient({ apiKey: server.apiKey, baseUrl: 'http://local/api/v1', fetch, rateLimit: false })
})

afterEach(() => server.close())

describe('createResolver', () => {
  it('finds ids by name, ignoring case', async () => {
    const resolver = createResolver(tms)
    const { items: users } = await tms.users.list()
    const { items: statuses } = await tms.testRunStatuses.list()

    expect(await resolver.user(user.toUpperCase())).toBe(users[0]?.id)
    expect(await resolver.testRunStatus(statuses[1]?.name ?? '')).toBe(statuses[1]?.id)
  })

  it('fetches a list once for concurrent calls', async () => {
    const resolver = createResolver(tms)
    await Promise.all(Array.from({ length: 20 }, () => resolver.user(user)))
    await resolver.user(user)

    expect(requests).toEqual(['GET /users'])
  })

  it('lists the existing names when it finds nothing', async () => {
    const missing = createResolver(tms).user('nobody@example.com')

    await expect(missing).rejects.toThrow(UsageError)
    await expect(missing).rejects.toThrow(/no user "nobody@example.com", only jane.doe@example.com, /)
  })

  it('fetches again after a failure', async () => {
    const failing = createClient({ apiKey: 'wrong', baseUrl: 'http://local/api/v1', fetch: server.fetch })
    let client = failing
    const resolver = createResolver({
      ...tms,
      get users() {
        return client.users
      },
    })

    await expect(resolver.user(user)).rejects.toThrow(/401/)
    client = tms
    expect(await resolver.user(user)).toEqual(expect.any(String))
  })
})

describe('recordResults', () => {
  async function statusName(): Promise<string> {
    return (await tms.testRunStatuses.list()).items[0]?.name ?? ''
  }

  async function results(ids: readonly string[]): Promise<NamedResult[]> {
    const status = await statusName()
    return ids.map((test_case_id) => ({ test_case_id, status, user }))
  }

  it('records by name, in one request', async () => {
    const outcomes = await recordResults(tms, { ...run, results: await results(inRun) })

    expect(outcomes.map(({ recorded }) => recorded?.test_case_id)).toEqual(inRun)
    expect(requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1)
  })

  it('sends files with their results', async () => {
    const [first, second] = await results(inRun)
    const outcomes = await recordResults(tms, {
      ...run,
      results: [first as NamedResult, { ...(second as NamedResult), attachments: [new File(['x'], 'x.txt')] }],
    })

    expect(outcomes.every(({ error }) => error === undefined)).toBe(true)
  })

  it('respects the batch size', async () => {
    await recordResults(tms, { ...run, results: await results(inRun) }, { batchSize: 1 })

    expect(requests.filter((request) => request.startsWith('PUT'))).toHaveLength(2)
  })

  it('records the others when one is invalid, and says which', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000'
    const all = await results([inRun[0] as string, unknown, inRun[1] as string])
    const outcomes = await recordResults(tms, { ...run, results: all })

    expect(outcomes.map(({ error }) => error?.constructor)).toEqual([undefined, ValidationError, undefined])
    expect(outcomes.map(({ result }) => result)).toEqual(all)
  })

  it('says which names do not exist, and records the others', async () => {
    const [first, second] = (await results(inRun)) as [NamedResult, NamedResult]
    const outcomes = await recordResults(tms, { ...run, results: [{ ...first, status: 'Excellent' }, second] })

    expect(outcomes[0]?.error?.message).toMatch(/no test run status "Excellent", only /)
    expect(outcomes[1]?.recorded?.test_case_id).toBe(inRun[1])
  })

  it('reports the failure of a request as the outcome of each of its results', async () => {
    const outcomes = await recordResults(tms, { project_id, test_run_id: 'DEMO-R-99', results: await results(inRun) })

    expect(outcomes.map(({ error }) => error?.constructor)).toEqual([NotFoundError, NotFoundError])
  })

  it('ends with the reason of the signal', async () => {
    const all = await results(inRun)
    const recording = recordResults(tms, { ...run, results: all }, { signal: AbortSignal.abort(new Error('enough')) })

    await expect(recording).rejects.toThrow('enough')
  })
})

describe('ensurePath', () => {
  it('creates the missing folders, and finds them the next time', async () => {
    const made = await ensurePath(tms, { project_id, path: 'Release 9/Smoke/Sign-in' })
    const sibling = await ensurePath(tms, { project_id, path: 'Release 9/Smoke/Sign-out' })
    requests.length = 0
    const found = await ensurePath(tms, { project_id, path: 'Release 9 / Smoke / Sign-in' })

    expect(found.id).toBe(made.id)
    expect(sibling.parent_folder_id).toBe(made.parent_folder_id)
    expect(requests.every((request) => request.startsWith('GET'))).toBe(true)
  })

  it.each(['', '/', 'A//B', 'A/'])('rejects %j', async (path) => {
    await expect(ensurePath(tms, { project_id, path })).rejects.toThrow(/no name in "path"/)
    expect(requests).toEqual([])
  })
})

describe('importJunit', () => {
  const report = new Blob(['<testsuites><testsuite><testcase name="DEMO-2 books"/></testsuite></testsuites>'])

  it('waits until the import has ended', async () => {
    const seen: string[] = []
    const running = importJunit(tms, { ...run, junit_xml: report })
    const onProgress = (progress: { status: string }) => {
      seen.push(progress.status)
      // Has no effect on the result.
      progress.status = 'failed'
    }
    const { status } = await running.wait({ interval: 10, onProgress })

    expect(status).toBe('completed')
    expect(seen.at(-1)).toBe('completed')
    expect((await running.started).id).toEqual(expect.any(String))
  })

  it('stops waiting immediately when it is aborted', async () => {
    const controller = new AbortController()
    const wait = importJunit(tms, { ...run, junit_xml: report }).wait({
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
      interval: 60_000,
    })

    await Promise.race([expect(wait).rejects.toThrow('enough'), wait.catch(() => {})])
  })

  it('fails in wait() when the upload fails', async () => {
    const running = importJunit(tms, { project_id, test_run_id: 'DEMO-R-99', junit_xml: report })

    await expect(running.wait()).rejects.toThrow(NotFoundError)
  })
})

it('closeRun closes a run', async () => {
  expect((await closeRun(tms, run)).status).toBe('CLOSED')
})

it.each([
  [1710675200, '2024-03-17T11:33:20.000Z'],
  [1710675200000, '2024-03-17T11:33:20.000Z'],
  [0, '1970-01-01T00:00:00.000Z'],
])('toDate(%d) is %s', (timestamp, date) => {
  expect(toDate(timestamp).toISOString()).toBe(date)
})
