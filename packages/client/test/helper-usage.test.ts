import { createServer, type Server } from '@testsigma-tms/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  closeRun,
  createResolver,
  ensurePath,
  ensureRun,
  importJunit,
  recordResults,
  toDate,
} from '../src/helpers/index.ts'
import { createClient, type TestsigmaClient, TestsigmaError, UsageError } from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const run = { project_id, test_run_id: 'DEMO-R-1' }
const junit_xml = new Blob(['<testsuites/>'])

let server: Server
let tms: TestsigmaClient
let requests: number

beforeEach(async () => {
  server = await createServer()
  requests = 0
  const fetch: typeof server.fetch = (input, init) => {
    requests++
    return server.fetch(input, init)
  }
  tms = createClient({ apiKey: server.apiKey, baseUrl: 'http://local/api/v1', fetch, rateLimit: false })
})

afterEach(() => server.close())

describe('invalid arguments are UsageErrors that name them, before anything is sent', () => {
  const calls: [string, () => unknown, RegExp][] = [
    ...[undefined, null, {}, 5].map((path): [string, () => unknown, RegExp] => [
      `ensurePath of path ${JSON.stringify(path)}`,
      () => ensurePath(tms, { project_id, path } as never),
      /"path"/,
    ]),
    ['ensurePath of project 5', () => ensurePath(tms, { project_id: 5, path: 'A' } as never), /"project_id"/],
    ['ensurePath of null', () => ensurePath(tms, null as never), /parameters/],
    ['ensurePath without client', () => ensurePath(null as never, { project_id, path: 'A' }), /client/],
    ['ensurePath with options null', () => ensurePath(tms, { project_id, path: 'A' }, null as never), /options/],
    ['ensureRun of null', () => ensureRun(tms, null as never), /parameters/],
    ['ensureRun without title', () => ensureRun(tms, { project_id } as never), /"title"/],
    ['ensureRun without client', () => ensureRun(undefined as never, {} as never), /client/],
    ['closeRun of null', () => closeRun(tms, null as never), /parameters/],
    ['closeRun without client', () => closeRun(null as never, run), /client/],
    ['labels of undefined', () => createResolver(tms).labels(undefined as never), /labels/],
    ['labels of a string', () => createResolver(tms).labels('abc' as never), /labels/],
    ['user of null', () => createResolver(tms).user(null as never), /user/],
    ['createResolver without client', () => createResolver(null as never), /client/],
    ['importJunit of null', () => importJunit(tms, null as never).wait(), /parameters/],
    ['importJunit without client', () => importJunit(null as never, { ...run, junit_xml }).wait(), /client/],
    ['recordResults of null', () => recordResults(tms, null as never), /parameters/],
    ['toDate of null', () => toDate(null as never), /timestamp/],
    ['toDate of undefined', () => toDate(undefined as never), /timestamp/],
    ['toDate of a bigint', () => toDate(5n as never), /timestamp/],
    ['toDate of NaN', () => toDate(Number.NaN), /timestamp/],
    ['toDate of a text', () => toDate('1710675200' as never), /timestamp/],
    ['toDate of what no Date can be', () => toDate(1e300), /timestamp/],
  ]
  it.each(calls)('%s', async (_name, call, message) => {
    const error = await Promise.resolve()
      .then(call)
      .catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(UsageError)
    expect((error as UsageError).message).toMatch(message)
    expect(requests).toBe(0)
  })
})

describe.each<[string, () => unknown]>([
  [
    'a Proxy that throws',
    () => {
      const get = () => {
        throw new Error('a trap')
      }
      return new Proxy({}, { get, ownKeys: get })
    },
  ],
  ['a Map', () => new Map()],
  ['a Date', () => new Date()],
])('%s is rejected before anything is sent', (_what, make) => {
  const calls: [string, (value: never) => unknown][] = [
    ['the client of ensurePath', (value) => ensurePath(value, { project_id, path: 'A' })],
    ['the client of ensureRun', (value) => ensureRun(value, { project_id, title: 'A', selection_type: 'DYNAMIC' })],
    ['the client of closeRun', (value) => closeRun(value, run)],
    ['the client of importJunit', (value) => importJunit(value, { ...run, junit_xml }).wait()],
    ['the client of recordResults', (value) => recordResults(value, { ...run, results: [] })],
    ['the client of createResolver', (value) => createResolver(value)],
    ['the parameters of ensurePath', (value) => ensurePath(tms, value)],
    ['the parameters of closeRun', (value) => closeRun(tms, value)],
    ['the parameters of importJunit', (value) => importJunit(tms, value).wait()],
    ['the path of ensurePath', (value) => ensurePath(tms, { project_id, path: value })],
    ['the options of ensurePath', (value) => ensurePath(tms, { project_id, path: 'A' }, value)],
    ['the options of recordResults', (value) => recordResults(tms, { ...run, results: [] }, value)],
    ['the results of recordResults', (value) => recordResults(tms, { ...run, results: value })],
    ['the name for a resolver', (value) => createResolver(tms).user(value)],
    ['a timestamp', (value) => toDate(value)],
    [
      'a result of recordResults',
      async (value) => {
        throw (await recordResults(tms, { ...run, results: [value] }))[0]?.error
      },
    ],
  ]
  it.each(calls)('as %s', async (_place, call) => {
    await expect((async () => call(make() as never))()).rejects.toThrow(UsageError)
    expect(requests).toBe(0)
  })
})

it.each([
  [null, /options/],
  [{ deadline: null }, /deadline/],
  [{ onProgress: 5 }, /"onProgress"/],
  [{ onProgress: null }, /"onProgress"/],
  [{ interval: null }, /interval/],
])('wait(%j) is a UsageError', async (options, message) => {
  const waiting = importJunit(tms, { ...run, junit_xml }).wait(options as never)

  await expect(waiting).rejects.toThrow(UsageError)
  await expect(waiting).rejects.toThrow(message)
})

describe('the caller is in the stack of', () => {
  const lost = { project_id: 'lost', test_run_id: 'DEMO-R-1' }
  const calls: [string, () => Promise<unknown>][] = [
    ['ensurePath', () => ensurePath(tms, { ...lost, path: 'A' })],
    ['ensureRun', () => ensureRun(tms, { ...lost, title: 'A', selection_type: 'DYNAMIC' } as never)],
    ['closeRun', async () => closeRun(tms, lost)],
    ['importJunit().wait()', () => importJunit(tms, { ...lost, junit_xml }).wait()],
    ['importJunit().started', () => importJunit(tms, { ...lost, junit_xml }).started],
    ['resolver.user()', () => createResolver(tms).user('nobody@example.com')],
    ['resolver.labels()', () => createResolver(tms).labels(['none'])],
    ['recordResults', () => recordResults(tms, { ...lost, results: 5 } as never)],
    [
      'the outcomes of recordResults',
      async () => {
        const results = [{ test_case_id: 'DEMO-1', status: 'Passed', user: 'jane.doe@example.com' }]
        throw (await recordResults(tms, { ...lost, results }))[0]?.error
      },
    ],
  ]
  it.each(calls)('%s', async (_name, call) => {
    async function functionOfTheCaller() {
      return await call()
    }
    const error = await functionOfTheCaller().catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(TestsigmaError)
    expect((error as Error).stack).toContain('helper-usage.test.ts')
    expect((error as Error).stack).toContain('functionOfTheCaller')
  })
})

it('an error that quotes names of the server does not contain the key', async () => {
  const apiKey = 'secret-key-of-somebody'
  const users = [
    { id: 'u', email: apiKey },
    { id: 'v', email: null },
  ]
  const fetch = async () => Response.json({ message: '', data: users })
  const error = await createResolver(createClient({ apiKey, fetch }))
    .user('nobody@example.com')
    .catch((reason: unknown) => reason)

  expect(error).toBeInstanceOf(UsageError)
  expect(String((error as Error).stack)).not.toContain(apiKey)
})

it('an error that lists test cases with the key in their ids does not contain it', async () => {
  const apiKey = 'secret-key-of-somebody'
  const title = 'Two'
  const cases = ['a', 'b'].map((id) => ({ id, test_case: { id, human_id: `${apiKey}-${id}`, title } }))
  const fetch = async (url: string) =>
    Response.json({ message: '', data: { test_cases: url.includes('test_cases') ? cases : [] } })
  const results = [{ test_case_id: title, status: 'Passed', user: 'jane.doe@example.com' }]
  const [outcome] = await recordResults(createClient({ apiKey, fetch }), { ...run, results })

  expect(outcome?.error).toBeInstanceOf(UsageError)
  expect(outcome?.error?.message).not.toContain(apiKey)
})

it('the error for a closed run with the key as its title does not contain it', async () => {
  const apiKey = 'secret-key-of-somebody'
  const closed = { id: 'r', title: apiKey, status: 'CLOSED', created_at: 1 }
  const fetch = async () => Response.json({ message: '', data: { test_runs: [closed] } })
  const ensuring = ensureRun(createClient({ apiKey, fetch }), { project_id, title: apiKey } as never)
  const error = await ensuring.catch((reason: unknown) => reason)

  expect(error).toBeInstanceOf(UsageError)
  expect((error as Error).message).not.toContain(apiKey)
})
