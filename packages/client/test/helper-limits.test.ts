import { createServer, type Server } from '@testsigma-tms/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createResolver, ensurePath, importJunit, type NamedResult, recordResults } from '../src/helpers/index.ts'
import { createClient, type Fetch, IndeterminateWriteError, TimeoutError, UsageError } from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const run = { project_id, test_run_id: 'DEMO-R-1' }
const user = 'jane.doe@example.com'

let server: Server
let sent: { method: string; url: URL; body: unknown }[]

beforeEach(async () => {
  server = await createServer()
  sent = []
})

afterEach(() => server.close())

/** A client of the local server. If `respond` returns a response, that is used instead. */
function connect(
  respond: (method: string, url: URL, init: RequestInit) => Response | undefined | Promise<Response> = () => undefined,
  options = {},
) {
  const fetch: Fetch = async (input, init) => {
    const url = new URL(input)
    const method = init.method ?? 'GET'
    sent.push({ method, url, body: init.body })
    return (await respond(method, url, init)) ?? server.fetch(input, init)
  }
  return createClient({
    apiKey: server.apiKey,
    baseUrl: 'http://localhost/api/v1',
    fetch,
    rateLimit: false,
    ...options,
  })
}

describe('ensurePath', () => {
  it('called for one path four times concurrently creates one folder for each name', async () => {
    const tms = connect()
    const path = 'Release 7/Smoke'
    const folders = await Promise.all([1, 2, 3, 4].map(() => ensurePath(tms, { project_id, path })))
    const all = await tms.folders.list({ project_id }).all({ limit: Infinity })

    expect(new Set(folders.map(({ id }) => id)).size).toBe(1)
    expect(all.filter(({ name }) => name === 'Release 7')).toHaveLength(1)
    expect(all.filter(({ name }) => name === 'Smoke' && all.some(({ id }) => id === folders[0]?.id))).toHaveLength(1)
  })

  it('creates common parents once for concurrent calls', async () => {
    const tms = connect()
    const paths = ['Release 8/A', 'Release 8/B', 'Release 8']
    const [a, b, parent] = await Promise.all(paths.map((path) => ensurePath(tms, { project_id, path })))

    expect([a?.parent_folder_id, b?.parent_folder_id]).toEqual([parent?.id, parent?.id])
  })

  it('ends at its deadline, and when it is aborted while it waits for another, even if fetch ignores the signal', async () => {
    const never = new Promise<Response>(() => {})
    const tms = connect(() => never)
    const first = ensurePath(tms, { project_id, path: 'A' }, { deadline: 300 })
    const second = ensurePath(tms, { project_id, path: 'A' }, { signal: AbortSignal.abort(new Error('enough')) })

    await expect(second).rejects.toThrow('enough')
    await expect(first).rejects.toThrow(TimeoutError)
  })

  it('is not blocked when the previous call fails', async () => {
    let count = 0
    const tms = connect(() => (++count === 1 ? Response.json({}, { status: 404 }) : undefined))
    const [first, second] = await Promise.allSettled([1, 2].map(() => ensurePath(tms, { project_id, path: 'C' })))

    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
  })
})

describe('recordResults', () => {
  const result: NamedResult = { test_case_id: 'DEMO-1', status: 'Passed' }

  it.each(['documented', 'observed'] as const)(
    'finds test cases by human ID and title in profile %s',
    async (profile) => {
      await server.close()
      server = await createServer({ profile })
      const tms = connect()
      const cases = await tms.testRuns.listCases(run).all({ limit: Infinity })
      const title = cases.map(({ name, test_case }) => test_case?.title ?? name)[1] as string
      const statuses = await tms.testRunStatuses.list()
      const status = statuses.items[0]?.name as string
      const results = [
        { test_case_id: 'demo-1', status },
        { test_case_id: title.toUpperCase(), status },
      ]
      const outcomes = await recordResults(tms, { ...run, user, results })

      expect(outcomes.map(({ error }) => error)).toEqual([undefined, undefined])
      expect(new Set(outcomes.map(({ recorded }) => recorded?.test_case_id)).size).toBe(2)
    },
  )

  it('says which test case does not exist, and which result has no user', async () => {
    const results = [{ ...result, test_case_id: 'DEMO-99', user }, result]
    const outcomes = await recordResults(connect(), { ...run, results })

    expect(outcomes[0]?.error?.message).toMatch(/no test case "DEMO-99"/)
    expect(outcomes[1]?.error?.message).toMatch(/set "user" for each result/)
    expect(outcomes[1]?.error).toBeInstanceOf(UsageError)
  })

  it('splits a batch that is too large', async () => {
    const sizes: number[] = []
    const tms = connect(async (method, _url, init) => {
      if (method !== 'PUT') return undefined as unknown as Response
      const form = await new Response(init.body, { headers: init.headers ?? {} }).formData()
      const rows = JSON.parse(String(form.get('data'))).test_run_cases
      sizes.push(rows.length)
      if (rows.length > 1) return new Response('<html>Request Entity Too Large</html>', { status: 413 })
      return Response.json({ message: '', data: { test_run_cases: rows } })
    })
    const outcomes = await recordResults(tms, { ...run, user, results: [result, result, result, result] })

    expect(outcomes.every(({ recorded }) => recorded)).toBe(true)
    expect(sizes).toEqual([4, 2, 1, 1, 2, 1, 1])
  })

  it('reports an error for a result that is missing from the response, and the others as recorded', async () => {
    const all = ['9ac271b6-4e89-4c93-8c75-2d625efa0b2d', '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce']
    const rows = [{ test_case_id: all[1], test_run_status_id: 's', user_id: 'u', updated_at: 1 }]
    const tms = connect((method) =>
      method === 'PUT' ? Response.json({ message: '', data: { test_run_cases: rows } }) : undefined,
    )
    const results = all.map((test_case_id) => ({ ...result, test_case_id }))
    const outcomes = await recordResults(tms, { ...run, user, results })

    expect(outcomes[0]?.error).toBeInstanceOf(IndeterminateWriteError)
    expect(outcomes[1]?.recorded).toEqual(rows[0])
  })

  it('ends immediately when it is aborted while names are looked up', async () => {
    const controller = new AbortController()
    const never = new Promise<Response>(() => {})
    const tms = connect(() => {
      controller.abort(new Error('enough'))
      return never
    })
    const recording = recordResults(tms, { ...run, user, results: [result] }, { signal: controller.signal })

    await expect(recording).rejects.toThrow('enough')
  })

  it.each([Number.NaN, 0, '5'])('rejects %j as the batch size', async (batchSize) => {
    const recording = recordResults(connect(), { ...run, user, results: [result] }, { batchSize } as object)

    await expect(recording).rejects.toThrow(/"batchSize" must be a whole number from 1/)
  })

  it('accepts any batch size', async () => {
    const outcomes = await recordResults(connect(), { ...run, user, results: [result] }, { batchSize: Infinity })

    expect(outcomes[0]?.recorded).toBeDefined()
  })
})

describe('importJunit', () => {
  const pending = { message: '', data: { import: { id: 'i', status: 'pending' } } }
  const junit_xml = new Blob(['<testsuites/>'])

  it.each([
    ['of the client', { deadline: 150 }, {}],
    ['of the wait', {}, { deadline: 150 }],
  ])('gives up waiting at the deadline %s', async (_whose, clientOptions, waitOptions) => {
    const tms = connect(() => Response.json(pending), clientOptions)
    const wait = importJunit(tms, { ...run, junit_xml }).wait({ interval: 10, ...waitOptions })

    await expect(wait).rejects.toThrow(TimeoutError)
  })

  it.each([0, Number.NaN, -1, 1e12, '5'])('rejects an interval of %j', async (interval) => {
    const wait = importJunit(connect(), { ...run, junit_xml }).wait({ interval } as object)

    await expect(wait).rejects.toThrow(/interval/)
  })
})

it('a resolver requests pages of 100', async () => {
  await createResolver(connect()).user(user)

  expect(sent.map(({ url }) => url.search)).toEqual(['?page_size=100'])
})

it('a list can be collected without waiting for its first page', async () => {
  expect(await connect().users.list({ page_size: 1 }).all({ limit: 2 })).toHaveLength(2)
})
