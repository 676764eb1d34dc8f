/** Public complaints of users of other tools, tested with the helpers; see `complaints.test.ts`. */
import { expect, it } from 'vitest'
import { createResolver, ensurePath, importJunit, recordResults } from '../src/helpers/index.ts'
import { createClient, type Fetch, TimeoutError } from '../src/index.ts'
import { user } from './responses.ts'

const project_id = 'p'
const run = { project_id, test_run_id: 'r' }
const ids = Array.from({ length: 8 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`)
const results = ids.map((test_case_id) => ({ test_case_id, status: 'Passed', user: 'user1@example.com' }))

/** A client of an API that responds as `respond` does, and its requests. */
function connect(respond: (path: string, body: string, url: URL) => unknown) {
  const sent: string[] = []
  const fetch: Fetch = async (address, { method, body = '' }) => {
    const url = new URL(address)
    sent.push(`${method} ${url.pathname}${url.search}`)
    const text = typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString()
    const given = await respond(url.pathname.replace('/p', ''), text, url)
    return given instanceof Response ? given : Response.json({ message: '', data: given, page_info: { next: '' } })
  }
  return { tms: createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch, rateLimit: false }), sent }
}

/** The lists that names are looked up in. */
function named(path: string): unknown {
  if (path === '/users') return [user(1)]
  if (path === '/test_runs/statuses') return { statuses: [{ id: 's', name: 'Passed' }] }
  return { test_run: { id: 'r', status: 'IN_PROGRESS' } }
}

/** The results in the form of a request. */
function rowsOf(body: string): { test_case_id: string }[] {
  return JSON.parse(/\{.*\}/.exec(body)?.[0] ?? '').test_run_cases
}

it('TestPlanIt#564: one path, requested four times concurrently, is created four times → once', async () => {
  const folders: { id: string; name: string }[] = []
  const { tms } = connect((_path, body) => {
    if (!body) return { folders: [...folders] }
    const folder = { id: `f${folders.length}`, name: JSON.parse(body).name }
    folders.push(folder)
    return { folder }
  })
  const found = await Promise.all([1, 2, 3, 4].map(() => ensurePath(tms, { project_id, path: 'Smoke' })))

  expect(folders).toHaveLength(1)
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(['f0']))
})

it('newman-reporter-testrail#18: a batch that is too large for a proxy fails as a whole → split in halves, all are recorded', async () => {
  const sizes: number[] = []
  const { tms } = connect((path, body) => {
    if (!body) return named(path)
    sizes.push(rowsOf(body).length)
    return rowsOf(body).length > 3 ? new Response('', { status: 413 }) : { test_run_cases: rowsOf(body) }
  })
  const outcomes = await recordResults(tms, { ...run, results })

  expect(outcomes.map(({ recorded }) => recorded?.test_case_id)).toEqual(ids)
  expect(sizes).toEqual([8, 4, 2, 2, 4, 2, 2])
})

it('trial: outcomes of results missing from the response have neither field → each is recorded or has an error', async () => {
  const { tms } = connect((path, body) => (body ? { test_run_cases: rowsOf(body).slice(1).reverse() } : named(path)))
  const [missing, ...others] = await recordResults(tms, { ...run, results })

  expect(missing?.error).toMatchObject({ name: 'IndeterminateWriteError' })
  expect(others.map(({ recorded }) => recorded?.test_case_id)).toEqual(ids.slice(1))
})

it('trial: aborting while names are looked up takes seconds → immediate', async () => {
  const { tms } = connect(() => new Promise(() => {}))
  const controller = new AbortController()
  const recording = recordResults(tms, { ...run, results }, { signal: controller.signal })
  controller.abort(new Error('enough'))

  await expect(recording).rejects.toThrow('enough')
})

it('qase-python#20: 500 users are looked up in 20 requests → in 5', async () => {
  const { tms, sent } = connect((_path, _body, { searchParams }) => {
    const [size, start] = ['page_size', 'cursor'].map((name) => Number(searchParams.get(name) ?? 0)) as [number, number]
    const data = Array.from({ length: size }, (_, index) => user(start + index))
    const next = start + size < 500 ? String(start + size) : ''
    return Response.json({ message: '', data, page_info: { next, total_count: 500 } })
  })

  expect(await createResolver(tms).user('user499@example.com')).toBe(user(499).id)
  expect(sent).toHaveLength(5)
})

it.each([
  ['of the client', { deadline: 60 }, {}],
  ['of the wait', {}, { deadline: 60 }],
])('trial: an import that never ends is polled forever → until the deadline %s', async (_whose, ours, options) => {
  const fetch: Fetch = async () => Response.json({ message: '', data: { import: { id: 'i', status: 'pending' } } })
  const tms = createClient({ apiKey: 'k', baseUrl: 'http://localhost', fetch, rateLimit: false, ...ours })
  const report = importJunit(tms, { ...run, junit_xml: new Blob(['<testsuites/>']) })

  await expect(report.wait({ interval: 5, ...options })).rejects.toThrow(TimeoutError)
})
