import { createServer, type Server } from '@testsigma-tms/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type NamedResult, type Outcome, recordResults } from '../src/helpers/index.ts'
import { createClient, type Fetch, IndeterminateWriteError, NotFoundError, UsageError } from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const run = { project_id, test_run_id: 'DEMO-R-1' }
const inRun = ['9ac271b6-4e89-4c93-8c75-2d625efa0b2d', '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce'] as const
const good: NamedResult = { test_case_id: inRun[0], status: 'Passed', user: 'jane.doe@example.com' }
const other: NamedResult = { ...good, test_case_id: inRun[1] }

let server: Server
let methods: string[]

beforeEach(async () => {
  server = await createServer()
  methods = []
})

afterEach(() => server.close())

function connect(respond: (method: string, init: RequestInit) => unknown = () => undefined) {
  const fetch: Fetch = async (input, init) => {
    const method = init.method ?? 'GET'
    methods.push(method)
    return ((await respond(method, init)) as Response | undefined) ?? server.fetch(input, init)
  }
  return createClient({ apiKey: server.apiKey, baseUrl: 'http://local/api/v1', fetch, rateLimit: false })
}

const puts = () => methods.filter((method) => method === 'PUT').length

describe.each([1, 50])('in batches of %i', (batchSize) => {
  it.each([
    ['null', null],
    ['a string', 'DEMO-1'],
    ['a string as attachments', { ...other, attachments: 'x' }],
    ['a Blob as attachments', { ...other, attachments: new Blob([]) }],
    ['an attachment that is null', { ...other, attachments: [null] }],
    ['a lone surrogate', { ...other, description: '\ud800' }],
    ['a bigint', { ...other, description: 5n }],
    ['no test case', { ...other, test_case_id: undefined }],
    ['a status that is not a string', { ...other, status: 5 }],
  ])('a result that is or has %s fails by itself', async (_what, wrong) => {
    const results = [good, wrong, good] as NamedResult[]
    const outcomes = await recordResults(connect(), { ...run, results }, { batchSize })

    expect(outcomes.map(({ error }) => error?.constructor)).toEqual([undefined, UsageError, undefined])
    expect(outcomes.map(({ recorded }) => recorded !== undefined)).toEqual([true, false, true])
  })
})

it.each([
  [null, {}, /options|parameters/],
  [{ ...run, results: 5 }, {}, /"results"/],
  [{ ...run, results: [good] }, null, /options/],
  [{ ...run, results: [good] }, { resolver: {} }, /"resolver"/],
  [{ ...run, results: [good] }, { resolver: null }, /"resolver"/],
  [{ ...run, results: [good] }, { batchSize: 1.5 }, /"batchSize"/],
  [{ ...run, results: [good] }, { onOutcome: 5 }, /"onOutcome"/],
])('refuses %j with options %j before anything is sent', async (params, options, message) => {
  const recording = recordResults(connect(), params as never, options as never)

  await expect(recording).rejects.toThrow(UsageError)
  await expect(recording).rejects.toThrow(message)
  expect(methods).toEqual([])
})

it('rejects an invalid client', async () => {
  await expect(recordResults(null as never, { ...run, results: [good] })).rejects.toThrow(UsageError)
})

it('a failure of a resolver is the outcome of its result', async () => {
  const resolver = {
    testRunStatus: async () => {
      throw new RangeError('broken')
    },
    user: async () => 'u',
  }
  const [outcome] = await recordResults(connect(), { ...run, results: [good] }, { resolver } as never)

  expect(outcome?.error?.message).toMatch(/broken/)
  expect(outcome?.error?.cause).toBeInstanceOf(RangeError)
})

it('finds the result of an id in upper case', async () => {
  const results = [{ ...good, test_case_id: inRun[0].toUpperCase() }]
  const [outcome] = await recordResults(connect(), { ...run, results })

  expect(outcome?.error).toBeUndefined()
  expect(outcome?.recorded?.test_case_id).toBe(inRun[0])
})

it('the error for a result that is missing from the response has the facts of the call', async () => {
  const empty = () => Response.json({ message: '', data: { test_run_cases: [] } })
  const tms = connect((method) => (method === 'PUT' ? empty() : undefined))
  const [outcome] = await recordResults(tms, { ...run, results: [good] })

  expect(outcome?.error).toBeInstanceOf(IndeterminateWriteError)
  expect(outcome?.error).toMatchObject({
    operationId: 'updateTestRunCases',
    method: 'PUT',
    url: `http://local/api/v1/projects/${project_id}/test_runs/DEMO-R-1/test_cases`,
    attempts: 1,
  })
})

it.each([1, 50])('a batch for a run that does not exist is not split (batches of %i)', async (batchSize) => {
  const results = Array.from({ length: 30 }, () => good)
  const outcomes = await recordResults(connect(), { project_id, test_run_id: 'DEMO-R-99', results }, { batchSize })

  expect(outcomes.map(({ error }) => error?.constructor)).toEqual(results.map(() => NotFoundError))
  expect(puts()).toBe(1)
})

it('a batch for a closed run is not split', async () => {
  await connect().testRuns.update({ ...run, status: 'CLOSED' })
  methods = []
  const outcomes = await recordResults(connect(), { ...run, results: Array.from({ length: 30 }, () => good) })

  expect(outcomes.every(({ error }) => error)).toBe(true)
  expect(puts()).toBe(1)
})

it('reports each outcome immediately, so that a later abort loses none', async () => {
  const controller = new AbortController()
  const told: Outcome[] = []
  const tms = connect((method) => {
    if (method === 'PUT' && puts() === 2) {
      controller.abort(new Error('enough'))
      return new Promise(() => {})
    }
    return undefined
  })
  const recording = recordResults(
    tms,
    { ...run, results: [good, other, good] },
    { batchSize: 1, signal: controller.signal, onOutcome: (outcome) => told.push(outcome) },
  )

  await expect(recording).rejects.toThrow('enough')
  expect(told).toEqual([{ result: good, recorded: expect.objectContaining({ test_case_id: inRun[0] }) }])
})

it('reports each outcome once, also of results that cannot be sent', async () => {
  const told: Outcome[] = []
  const results = [good, { ...good, status: 'Excellent' }, other]
  const outcomes = await recordResults(connect(), { ...run, results }, { onOutcome: (outcome) => told.push(outcome) })

  expect(told).toHaveLength(3)
  expect(new Set(told)).toEqual(new Set(outcomes))
})

it('sends a whole stream again when its batch is split', async () => {
  const texts: string[] = []
  const tms = connect(async (method, init) => {
    if (method !== 'PUT') return undefined
    const form = await new Response(init.body, { headers: init.headers ?? {} }).formData()
    const file = form.get('attachments_0_0')
    if (file) texts.push(await (file as File).text())
    return undefined
  })
  const stream = (async function* () {
    yield new TextEncoder().encode('whole')
  })()
  const unknown = { ...good, test_case_id: '00000000-0000-4000-8000-000000000000' }
  const results = [{ ...good, attachments: [{ name: 'a.txt', stream }] }, unknown]
  const [first] = await recordResults(tms, { ...run, results })

  expect(first?.recorded).toBeDefined()
  expect(texts).toEqual(['whole', 'whole'])
})

it('an onOutcome that changes its argument does not change the outcome', async () => {
  const onOutcome = (outcome: object) => {
    Object.assign(outcome, { recorded: undefined, result: null })
  }
  const [outcome] = await recordResults(connect(), { ...run, results: [good] }, { onOutcome })

  expect(outcome?.recorded).toBeDefined()
  expect(outcome?.result).toBe(good)
})
