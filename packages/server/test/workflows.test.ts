import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createServer, type Server } from '../src/index.ts'

const contractFolder = dirname(fileURLToPath(import.meta.resolve('@testsigma-tms/spec/package.json')))
const workflows = globSync('workflows/*.arazzo.yaml', { cwd: contractFolder })

const inputs: Record<string, string> = {
  project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
  test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
  test_run_id: 'DEMO-R-1',
  suffix: 'of this test',
}

let server: Server
let origin: string
beforeAll(async () => {
  server = await createServer({ profile: inject('profile'), rateLimit: 0 })
  origin = await server.listen({ port: 0 })
})
afterAll(() => server.close())

it('finds the workflows of the contract', () => {
  expect(workflows.length).toBeGreaterThanOrEqual(5)
})

it.each(workflows.map((file) => [basename(file, '.arazzo.yaml'), file] as const))(
  'the scenario "%s" succeeds',
  { timeout: 60_000 },
  async (_name, file) => {
    const text = await readFile(resolve(contractFolder, file), 'utf8')
    const values = { ...inputs, api_key: server.apiKey, page_size: String(Math.ceil((await countUsers()) / 2)) }
    const wanted = Object.entries(values).filter(([name]) => text.includes(`        ${name}:`))
    const { stdout, stderr } = await respect(file, wanted)

    expect(stdout + stderr).toMatch(/Workflows: 1 passed, 1 total/)
    // The live API does not page users, so in its profile that scenario ends with its first step.
    const isCut = inject('profile') === 'observed' && file.includes('walk-users')
    const steps = isCut ? 1 : text.match(/- stepId:/g)?.length
    expect(stdout + stderr).toContain(`Steps: ${steps} passed, ${steps} total`)
    expect(stdout + stderr).not.toContain(server.apiKey)
  },
)

async function countUsers(): Promise<number> {
  const response = await fetch(`${origin}/api/v1/users`, { headers: { Authorization: `Bearer ${server.apiKey}` } })
  return ((await response.json()) as { data: unknown[] }).data.length
}

function respect(file: string, values: [string, string][]): Promise<{ stdout: string; stderr: string }> {
  const options = [
    '--server',
    `tms=${origin}/api/v1`,
    ...values.flatMap(([name, value]) => ['--input', `${name}=${value}`]),
  ]
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  // A failed scenario also has a result: its output says which step failed.
  return promisify(execFile)('redocly', ['respect', file, ...options], { cwd: contractFolder, env }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  )
}
