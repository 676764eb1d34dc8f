import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contract, listOperations, type PlacedOperation, resolveReference } from '../src/contract.ts'
import { makeSamples } from '../src/samples/sample.ts'
import { needs, type OperationId, run, seed } from './tools.ts'

let server: Server
let origin: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-run-'))
  // So that samples find the client by its name.
  await symlink(resolve(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'))
  server = await createServer({ data: ':memory:' })
  origin = await server.listen({ port: 0 })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const languages = [
  { label: 'curl', tools: ['bash', 'curl'], command: 'bash', file: 'sample.sh', print: '' },
  {
    label: 'JavaScript',
    tools: [],
    command: process.execPath,
    file: 'sample.mjs',
    print: 'console.log(JSON.stringify(data))',
  },
  {
    label: 'Python',
    tools: ['python', 'requests'],
    command: 'python3',
    file: 'sample.py',
    print: 'import json\nprint(json.dumps(data))',
  },
] as const

describe.each(languages)('the $label sample', { timeout: 30_000 }, ({ label, tools, command, file, print }) => {
  it('of listUsers answers as the page shows', async (context) => {
    await needs(context, ...tools)
    const page = JSON.parse(await seed('listUsers', 'response.json'))
    const answer = await answerTo('listUsers')
    const { data, page_info } = answer
    // The demo data has more users than the page, after those of the page.
    expect({ ...answer, data: data.slice(0, 2), page_info: { ...page_info, total_count: 2 } }).toEqual(page)
    expect(page_info.total_count).toBe(data.length)
  })

  it('of assignTestRunCaseUser answers as the page shows', async (context) => {
    await needs(context, ...tools)
    const page = JSON.parse(await seed('assignTestRunCaseUser', 'response.json'))
    const before = Math.floor(Date.now() / 1000)
    const answer = await answerTo('assignTestRunCaseUser')
    const { updated_at: assigned } = answer.data.test_run_case
    page.data.test_run_case.updated_at = assigned
    expect(answer).toEqual(page)
    expect(assigned).toBeGreaterThanOrEqual(before)
    expect(assigned).toBeLessThanOrEqual(Date.now() / 1000)
  })

  async function answerTo(operationId: OperationId) {
    const script = join(folder, file)
    await writeFile(script, `${forThisServer(textOf(operationId, label))}\n${print}\n`)
    const { stdout } = await run(command, [script], { env: { ...process.env, NO_PROXY: '127.0.0.1' } })
    return JSON.parse(stdout)
  }
})

const client = { label: 'TypeScript', tools: [], command: process.execPath, file: 'sample.ts' } as const

describe.each([...languages, client])('every $label sample', { timeout: 30_000 }, ({ label, tools, command, file }) => {
  const answered = {
    curl: (text: string) => `curl() { command curl --silent --show-error --fail-with-body "$@"; }\n${text}`,
    JavaScript: (text: string) => `${text}\nif (!response.ok) throw new Error(JSON.stringify(data))`,
    Python: (text: string) => `${text}\nassert response.ok, data`,
    // The client throws.
    TypeScript: (text: string) => text,
  }[label]

  it.each(listOperations(contract).map((placed) => [placed.operation.operationId, placed] as const))(
    'of %s succeeds against fresh data',
    async (operationId, placed) => {
      const fresh = await createServer()
      const cwd = await mkdtemp(join(folder, 'sample-'))
      await writeFile(
        join(cwd, 'junit.xml'),
        '<testsuites><testsuite><testcase name="DEMO-1"/></testsuite></testsuites>',
      )
      try {
        const origin = await fresh.listen({ port: 0 })
        const text = textOf(operationId, label)
          .replace('https://test-management.testsigma.com', origin)
          .replace('<API_KEY>', fresh.apiKey)
        await writeFile(join(cwd, file), answered(withPathIds(text, placed)))
        const env = { ...process.env, NO_PROXY: '127.0.0.1', TESTSIGMA_BASE_URL: `${origin}/api/v1` }
        await run(command, [join(cwd, file)], { cwd, env })
      } finally {
        await fresh.close()
      }
    },
  )

  beforeEach((context) => needs(context, ...tools))
})

/** Fills path parameters with the contract's examples of them. */
function withPathIds(text: string, { operation: { parameters = [] } }: PlacedOperation): string {
  return parameters
    .map((parameter) => resolveReference(contract, parameter))
    .reduce((filled, { name, example, examples = {} }) => {
      return filled.replace(`:${name}`, String(example ?? Object.values(examples)[0]?.value))
    }, text)
}

function textOf(operationId: string, label: string): string {
  const samples = makeSamples(contract).find((operation) => operation.operationId === operationId)?.samples
  return samples?.find((sample) => sample.label === label)?.text ?? ''
}

/** Changes host, key and path ids, and nothing else. */
function forThisServer(text: string): string {
  const changed = text
    .replace('https://test-management.testsigma.com', origin)
    .replace('<API_KEY>', server.apiKey)
    .replace(':project_id', 'c47ade67-0543-4582-a4a5-b7de447c94f5')
    .replace(':test_run_id', '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9')
  expect(changed).not.toMatch(/testsigma\.com|<API_KEY>|\/:/)
  return changed
}
