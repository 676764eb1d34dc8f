import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fetch } from '@testsigma-tms/client'
import { matchTests, mergeAttempts, outcomesByCase, parseReport } from '@testsigma-tms/junit'
import { describe, expect, it } from 'vitest'
import type { FinishedTest } from '../src/core/finished-test.ts'
import { type ReporterOptions, readSettings } from '../src/core/options.ts'
import { Reporting } from '../src/core/reporting.ts'
import { type Api, profiles, project_id, resultsOf, runsCalled, startApi, temporaryFolder } from './api.ts'

function finished(name: string, changes: Partial<FinishedTest> = {}): FinishedTest {
  return {
    id: name,
    name,
    file: 'portal.spec.ts',
    suites: [],
    outcome: 'passed',
    duration: 0.1,
    attempts: 1,
    flaky: false,
    properties: [],
    evidence: [],
    ...changes,
  }
}

function start(api: Api, options: ReporterOptions = {}) {
  const said: string[] = []
  const file = join(temporaryFolder(), 'left.xml')
  const client = {
    apiKey: api.server.apiKey,
    baseUrl: api.baseUrl,
    rateLimit: false,
    retry: false,
    ...options.client,
  } as const
  const settings = readSettings(
    { project: 'DEMO', user: 'jane.doe@example.com', run: 'DEMO-R-1', interval: 20, file, ...options, client },
    { name: 'Test', cases: 'named' },
    {},
  )
  return { reporting: new Reporting(settings, (text) => said.push(text)), said, file }
}

describe.each(profiles)('results, %s', (profile) => {
  it('are found by title, annotation, tag and property', async () => {
    const api = await startApi(profile)
    const { reporting } = start(api, { run: '', key: '7' })
    const tests = [
      finished('DEMO-1 signs in'),
      finished('books', { properties: [{ name: 'testsigma', value: 'DEMO-2' }], outcome: 'failed', error: 'no slot' }),
      finished('cancels', { properties: [{ name: 'test_id', value: '@DEMO-3' }], outcome: 'skipped' }),
      finished('Reset a forgotten password'),
      finished('of nobody'),
    ]
    reporting.begin(tests)
    for (const test of tests) reporting.add(test)
    const ending = await reporting.end()

    expect(ending).toMatchObject({ recorded: 4, missing: 0, unmatched: [expect.stringMatching(/^of nobody: /)] })
    const [run] = await runsCalled(api.tms, 'Test (7)')
    expect(await resultsOf(api.tms, String(run?.id))).toEqual({
      'DEMO-1': 'passed',
      'DEMO-2': 'failed',
      'DEMO-3': 'skipped',
      'DEMO-4': 'passed',
    })
  })
})

describe('one result for each test case', () => {
  it('is a failure if one of its tests failed, whichever came first', async () => {
    const api = await startApi()
    const { reporting } = start(api)
    reporting.begin()
    reporting.add(finished('DEMO-1 in one browser', { outcome: 'failed', error: 'broken' }))
    await new Promise((resolve) => setTimeout(resolve, 200))
    reporting.add(finished('DEMO-1 in another browser'))
    await reporting.end()

    expect(await resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'failed' })
  })

  it('is that of the last attempt, and its note says flaky', async () => {
    const api = await startApi('observed')
    const { reporting } = start(api)
    reporting.begin()
    reporting.add(finished('DEMO-1', { id: 'a', outcome: 'failed', error: 'Timeout', attempts: 1 }))
    await new Promise((resolve) => setTimeout(resolve, 200))
    reporting.add(
      finished('DEMO-1', { id: 'a', outcome: 'passed', error: 'Timeout\n  at portal', attempts: 2, flaky: true }),
    )
    await reporting.end()

    const entries = await (await api.tms.testRuns.listCases({ project_id, test_run_id: 'DEMO-R-1' })).all({ limit: 9 })
    expect(entries.find(({ test_case }) => test_case?.human_id === 'DEMO-1')).toMatchObject({
      status: 'Passed',
      description: expect.stringMatching(/^Flaky: it took 2 attempts\.\nTimeout\n {2}at portal$/),
    })
  })

  it('is sent while tests are still running', async () => {
    const api = await startApi()
    const { reporting } = start(api, { batchSize: 1, interval: 60_000 })
    reporting.begin()
    reporting.add(finished('DEMO-1', { outcome: 'failed' }))

    await expect.poll(() => resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'failed' })
    await reporting.end()
  })
})

describe('a note', () => {
  it('contains only characters that the API accepts', async () => {
    const api = await startApi('observed')
    const { reporting } = start(api)
    reporting.begin()
    reporting.add(finished('DEMO-1', { outcome: 'failed', error: 'a\u0000b\u001b[31m\n\tc \ud800 \u{1f600}' }))

    expect(await reporting.end()).toMatchObject({ recorded: 1, missing: 0 })
    const entries = await (await api.tms.testRuns.listCases({ project_id, test_run_id: 'DEMO-R-1' })).all({ limit: 9 })
    expect(entries.find(({ test_case }) => test_case?.human_id === 'DEMO-1')?.description).toBe(
      'a\ufffdb\ufffd[31m\n\tc \ufffd \u{1f600}',
    )
  })
})

describe('attachments', () => {
  it('are sent for failures only', async () => {
    const api = await startApi()
    const sent: string[] = []
    const fetch: Fetch = async (input, init) => {
      if (init?.method === 'PUT') sent.push(...(await new Request(input, init).formData()).keys())
      return api.server.fetch(input, init)
    }
    const { reporting } = start(api, { client: { fetch } })
    const evidence = [{ name: 'console.txt', body: Buffer.from('oh') }]
    reporting.begin()
    reporting.add(finished('DEMO-1', { evidence }))
    reporting.add(
      finished('DEMO-4', {
        outcome: 'failed',
        evidence: [
          ...evidence,
          { name: 'gone.png', path: '/nowhere/gone.png' },
          { name: 'folder', path: temporaryFolder() },
        ],
      }),
    )
    const ending = await reporting.end()

    expect(sent.filter((name) => name.startsWith('attachments_'))).toEqual(['attachments_1_0'])
    expect(ending).toMatchObject({
      recorded: 2,
      problems: [
        expect.stringMatching(/^DEMO-4: gone.png: /),
        expect.stringMatching(/^DEMO-4: folder: .* is not a file/),
      ],
    })
  })
})

it('attachments that are too large together do not prevent the result', async () => {
  const api = await startApi()
  const { reporting } = start(api)
  const evidence = ['a', 'b'].map((name) => ({ name, body: new Uint8Array(20 * 2 ** 20) }))
  reporting.begin()
  reporting.add(finished('DEMO-1', { outcome: 'failed', evidence }))

  expect(await reporting.end()).toMatchObject({
    recorded: 1,
    problems: ['DEMO-1: b: a result has at most 33554432 bytes of attachments'],
  })
  expect(await resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'failed' })
})

describe('a failed upload', () => {
  /** A `fetch` that works while `isOpen` is true. */
  function gate(api: Api) {
    const state = { isOpen: true }
    const fetch: Fetch = (input, init) =>
      state.isOpen
        ? api.server.fetch(input, init)
        : Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))
    return { state, fetch }
  }

  it('writes all missing results to a file, and prints a prominent message', async () => {
    const api = await startApi()
    const { state, fetch } = gate(api)
    const { reporting, said, file } = start(api, { client: { fetch }, batchSize: 1 })
    reporting.begin()
    // The result in the demo data is Passed, so only the reporter can have changed it.
    reporting.add(finished('DEMO-1 signs in', { outcome: 'failed' }))
    await expect.poll(() => resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'failed' })
    state.isOpen = false
    reporting.add(
      finished('books <a> & "b"\u0007', {
        outcome: 'failed',
        error: 'line 1\nline 2 \ud800]]>',
        properties: [{ name: 'testsigma', value: 'DEMO-4' }],
        evidence: [
          { name: 'trace.zip', path: '/tmp/trace.zip' },
          { name: 'console.txt', body: Buffer.from('oh') },
        ],
      }),
    )
    const ending = await reporting.end()

    expect(ending).toMatchObject({ recorded: 1, missing: 1, run: 'DEMO-R-1' })
    expect(said.at(-1)).toMatch(
      /={70}[\s\S]*1 TEST RESULT COULD NOT BE RECORDED[\s\S]*tms results upload .*left.xml --project DEMO --run DEMO-R-1/,
    )
    const [test, ...others] = mergeAttempts(parseReport(readFileSync(file, 'utf8')))
    expect(others).toEqual([])
    expect(test).toMatchObject({
      outcome: 'failed',
      message: 'line 1',
      attachments: ['/tmp/trace.zip', expect.stringMatching(/console.txt$/)],
    })
    const { matched } = matchTests(test ? [test] : [], [{ human_id: 'DEMO-4', title: '' }])
    expect(outcomesByCase(matched)).toMatchObject([{ case: { human_id: 'DEMO-4' }, outcome: 'failed' }])
    expect(readFileSync(join(file, '..', String(test?.attachments[1])), 'utf8')).toBe('oh')
  })

  it('is repeated when the API is available again', async () => {
    const api = await startApi()
    const { state, fetch } = gate(api)
    const { reporting, said } = start(api, { client: { fetch } })
    state.isOpen = false
    reporting.begin()
    reporting.add(finished('DEMO-1', { outcome: 'failed' }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    state.isOpen = true
    const ending = await reporting.end()

    expect(ending).toMatchObject({ recorded: 1, missing: 0, file: undefined })
    expect(said).toEqual([expect.stringMatching(/^Testsigma: 1 result is in the run DEMO-R-1\.$/)])
    expect(await resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'failed' })
  })

  it('with an unknown outcome is looked up, so that nothing is sent twice', async () => {
    const api = await startApi()
    let writes = 0
    const fetch: Fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      if (init?.method === 'PUT') headers.set('x-tms-fault', 'reset-after')
      if (init?.method === 'PUT') writes += 1
      return api.server.fetch(input, { ...init, headers })
    }
    const { reporting } = start(api, { client: { fetch } })
    reporting.begin()
    reporting.add(finished('DEMO-1', { outcome: 'failed', evidence: [{ name: 'a', body: Buffer.from('a') }] }))
    const ending = await reporting.end()

    expect(ending).toMatchObject({ recorded: 1, missing: 0 })
    expect(writes).toBe(1)
  })

  it('of one result does not prevent the others', async () => {
    const api = await startApi()
    const { reporting } = start(api, { statuses: { skipped: 'Not there' } })
    reporting.begin()
    reporting.add(finished('DEMO-1', { outcome: 'failed' }))
    reporting.add(finished('DEMO-4', { outcome: 'skipped' }))
    const ending = await reporting.end()

    expect(ending).toMatchObject({
      recorded: 1,
      missing: 1,
      refused: [expect.stringMatching(/^DEMO-4: .*no test run status "Not there"/)],
    })
    expect(await resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'failed', 'DEMO-4': 'failed' })
  })

  it.each([
    ['a wrong base URL', { client: { baseUrl: 'nowhere' } }, /baseUrl/],
    ['a wrong key', { client: { apiKey: 'wrong' } }, /401/],
    ['an unknown project', { project: 'NOPE' }, /must name one project, got "NOPE"; there are DEMO/],
    ['an unknown run', { run: 'DEMO-R-99' }, /404/],
    ['an unknown option', { projct: 'DEMO' }, /no option "projct"; there are project, run/],
    ['a key among the options', { apiKey: 'sk-1234' }, /no option "apiKey".*TESTSIGMA_API_KEY\.$/m],
    ['an invalid batch size', { batchSize: '50' }, /option batchSize must be a whole number from 1 to 1000, got "50"/],
    ['an invalid interval', { interval: -1 }, /option interval must be .* got -1/],
    ['an invalid value of cases', { cases: 'all' }, /option cases must be 'named' or 'project', got "all"/],
    ['an unknown outcome', { statuses: { passd: 'OK' } }, /option statuses must be .* got the fields .*passd/],
    ['an invalid boolean', { failOnUploadError: 'yes' }, /option failOnUploadError must be true or false/],
    ['an unknown user', { user: 'nobody@example.com' }, /no user "nobody@example.com"/],
  ])('because of %s writes all tests to the file', async (_, options, reason) => {
    const api = await startApi()
    const { reporting, said, file } = start(api, options as ReporterOptions)
    reporting.begin()
    reporting.add(finished('DEMO-1'))
    reporting.add(finished('DEMO-4', { id: 'b' }))
    const ending = await reporting.end()

    expect(ending).toMatchObject({ recorded: 0, missing: 2 })
    expect(said.at(-1)).toMatch(reason)
    expect([...parseReport(readFileSync(file, 'utf8'))]).toHaveLength(2)
  })
})

it.each([
  ['blanks', { project: ' demo ', run: ' demo-r-1\n', user: ' jane.doe@example.com' }],
  ['the UUID of the project', { project: project_id, run: 'DEMO-R-1' }],
])('names are accepted with %s', async (_, options) => {
  const api = await startApi()
  const { reporting } = start(api, options)
  reporting.begin()
  reporting.add(finished('DEMO-1', { outcome: 'failed' }))

  expect(await reporting.end()).toMatchObject({ recorded: 1, missing: 0, run: 'DEMO-R-1' })
})

describe('the run', () => {
  it('is shared by all with the same key', async () => {
    const api = await startApi()
    const planned = ['DEMO-1', 'DEMO-2', 'DEMO-3'].map((name) => finished(name))
    const shards = planned.map(() => start(api, { run: '', key: 'build 7' }).reporting)
    for (const [index, shard] of shards.entries()) {
      shard.begin(planned)
      shard.add(planned[index] as FinishedTest)
    }
    await Promise.all(shards.map((shard) => shard.end()))

    const runs = await runsCalled(api.tms, 'build 7')
    expect(runs).toHaveLength(1)
    expect(await resultsOf(api.tms, String(runs[0]?.id))).toEqual({
      'DEMO-1': 'passed',
      'DEMO-2': 'passed',
      'DEMO-3': 'passed',
    })
  })

  it('is not created when no test names a test case', async () => {
    const api = await startApi()
    const { reporting, said } = start(api, { run: '', key: 'empty' })
    const tests = [finished('of nobody')]
    reporting.begin(tests)
    reporting.add(finished('of nobody'))
    await reporting.end()

    expect(await runsCalled(api.tms, 'empty')).toEqual([])
    expect(said).toEqual(['Testsigma: no test names a test case, so no run was created.'])
  })

  it('is not created without a user', async () => {
    const api = await startApi()
    const { reporting, said } = start(api, { run: '', key: 'of nobody', user: '' })
    reporting.begin([finished('DEMO-1')])
    reporting.add(finished('DEMO-1'))

    expect(await reporting.end()).toMatchObject({ missing: 1 })
    expect(said.at(-1)).toMatch(/set TESTSIGMA_USER or the option user/)
    expect(await runsCalled(api.tms, 'of nobody')).toEqual([])
  })

  it('is not created when tests are only listed', async () => {
    const api = await startApi()
    const { reporting, said } = start(api, { run: '', key: 'listed' })
    reporting.begin([finished('DEMO-1')])

    expect(await reporting.end()).toBeUndefined()
    expect(await runsCalled(api.tms, 'listed')).toEqual([])
    expect(said).toEqual([])
  })

  it('is not used when it is closed, and a message says so', async () => {
    const api = await startApi()
    await api.tms.testRuns.update({ project_id, test_run_id: 'DEMO-R-1', status: 'CLOSED' })
    const { reporting, said } = start(api)
    reporting.begin()
    reporting.add(finished('DEMO-1'))

    expect(await reporting.end()).toMatchObject({ missing: 1 })
    expect(said.at(-1)).toMatch(/DEMO-R-1 is closed and accepts no results/)
  })
})

it('without a key nothing is sent, and one message says so', async () => {
  const { TESTSIGMA_API_KEY: key } = process.env
  delete process.env.TESTSIGMA_API_KEY
  const said: string[] = []
  const settings = readSettings({}, { name: 'Test', cases: 'named' }, {})
  const reporting = new Reporting(settings, (text) => said.push(text))
  reporting.begin([])
  reporting.add(finished('DEMO-1'))

  expect(await reporting.end()).toBeUndefined()
  expect(said).toEqual([expect.stringMatching(/TESTSIGMA_API_KEY is not set/)])
  if (key !== undefined) process.env.TESTSIGMA_API_KEY = key
})
