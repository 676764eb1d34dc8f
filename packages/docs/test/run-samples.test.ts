import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../src/contract.ts'
import { makeSamples } from '../src/samples/sample.ts'
import { needs, type OperationId, run, seed } from './tools.ts'

let server: Server
let origin: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-run-'))
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
    expect(answer).toEqual({
      ...page,
      data: [...page.data, expect.anything()],
      page_info: { ...page.page_info, total_count: 3 },
    })
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

function textOf(operationId: OperationId, label: string): string {
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
