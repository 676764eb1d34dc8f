import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, createClient, type TestsigmaClient } from '../src/index.ts'

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const run = { project_id, test_run_id: 'DEMO-R-1' }
const test_case_id = '9ac271b6-4e89-4c93-8c75-2d625efa0b2d'
const user_id = 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4'
const report = new Blob(['<testsuites><testsuite><testcase name="DEMO-2"/></testsuite></testsuites>'])

type Call = (tms: TestsigmaClient, options: CallOptions) => PromiseLike<unknown>

const calls: Record<string, Call> = {
  GET: (tms, options) => tms.users.list({}, options),
  PUT: (tms, options) => tms.testRuns.assignUser({ ...run, user_id, test_case_id }, options),
  DELETE: async (tms, options) => {
    const { id } = await tms.folders.create({ project_id, name: 'To delete' })
    await tms.folders.delete({ project_id, folder_id: id }, options)
  },
  POST: (tms, options) => tms.folders.create({ project_id, name: 'Made' }, options),
  upload: (tms, options) => tms.junitImports.create({ ...run, junit_xml: report }, options),
}

/** Faults, as the README and the local server name them. */
const faults: Record<string, string> = {
  'status 500': '500',
  'connection lost before the API has acted': 'reset',
  'connection lost after the API has acted': 'reset-after',
  'response cut off': 'truncate',
  'no response within `timeout`': 'delay=60000',
  'response that is no JSON': 'malformed',
  'redirect to a foreign host': 'redirect=https://elsewhere.example/',
}

const readme = await readFile(resolve(import.meta.dirname, '../README.md'), 'utf8')

describe.each(['documented', 'observed'] as const)('in profile %s', (profile) => {
  let server: Server
  let baseUrl: string

  beforeAll(async () => {
    server = await createServer({ profile, faults: true, rateLimit: 0 })
    baseUrl = `${await server.listen({ port: 0 })}/api/v1`
  })

  afterAll(() => server.close())

  /** The error class, and how often the request was sent; with one retry if it is safe. */
  async function outcomeOf(call: Call, fault: string): Promise<string> {
    let sent = 0
    const isSlow = fault.startsWith('delay')
    const options = { headers: { 'x-tms-fault': fault }, retry: 1, timeout: isSlow ? 500 : 30_000 }
    const counting = createClient({
      apiKey: server.apiKey,
      baseUrl,
      rateLimit: false,
      onRequest: ({ operationId }) => {
        if (operationId !== 'createFolder' || call !== calls.DELETE) sent++
      },
    })
    const error = await Promise.resolve(call(counting, options)).then(
      () => undefined,
      (it: Error) => it,
    )
    return `${error ? `\`${error.name}\`` : 'done'}, sent ${sent === 1 ? 'once' : 'twice'}`
  }

  it.each(Object.entries(faults))('the README says what happens at: %s', async (name, fault) => {
    const outcomes = await Promise.all(Object.values(calls).map((call) => outcomeOf(call, fault)))

    expect(readme).toContain(`| ${[name, ...outcomes].join(' | ')} |\n`)
  })
})
