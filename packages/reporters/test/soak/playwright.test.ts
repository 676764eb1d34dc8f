import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { createClient, type TestsigmaClient } from '@testsigma-tms/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { project_id, resultsOf, runsCalled, startApi, temporaryFolder } from '../api.ts'
import { runTms, startPlaywright } from '../run.ts'

const expected = { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'passed', 'DEMO-4': 'skipped' }

describe('two shards with retries', () => {
  it('share one run, in which each case occurs once', async () => {
    // The tests with shards of older versions use the other profile.
    const api = await startApi('observed')
    const env = { ...api.env, TESTSIGMA_RUN_KEY: 'build 12' }
    const shards = [1, 2].map((shard) => startPlaywright('playwright', [`--shard=${shard}/2`], env))
    const ended = await Promise.all(shards.map((shard) => shard.ended))

    for (const { output } of ended) expect(output).toMatch(/Testsigma: \d results? (is|are) in the run/)
    const runs = await runsCalled(api.tms, 'build 12')
    expect(runs).toHaveLength(1)
    expect(await resultsOf(api.tms, String(runs[0]?.id))).toEqual(expected)
    const counts = ended.map(({ output }) => Number(/Testsigma: (\d) result/.exec(output)?.[1]))
    expect(counts.reduce((sum, count) => sum + count)).toBe(4)
  })
})

it('shards that do not know the tests of others share a run of the whole project', async () => {
  const api = await startApi()
  await api.tms.testCases.create({ ...(await newCase(api.tms)), title: 'Of no test' })
  const env = { ...api.env, TESTSIGMA_RUN_KEY: 'old', REPORTER: './old-reporter.ts' }
  const shards = [1, 2].map((shard) => startPlaywright('playwright', [`--shard=${shard}/2`], env))
  const [first] = await Promise.all(shards.map((shard) => shard.ended))

  const runs = await runsCalled(api.tms, 'old')
  expect(runs, first?.output).toHaveLength(1)
  expect(await resultsOf(api.tms, String(runs[0]?.id))).toEqual({ ...expected, 'DEMO-5': 'untested' })
})

it('listing the tests creates no run', async () => {
  const api = await startApi()
  const { status, output } = await startPlaywright('playwright', ['--list'], { ...api.env, TESTSIGMA_RUN_KEY: '1' })
    .ended

  expect(status, output).toBe(0)
  expect(output).toMatch(/Total: 5 tests in 2 files/)
  expect(await runsCalled(api.tms, 'Playwright')).toEqual([])
})

describe('a server that is killed during the run', () => {
  it('loses nothing: recorded results are stored, the rest is in the file and can be recorded later', async () => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    const port = await freePort()
    const apiKey = 'key-of-the-killed-server'
    const baseUrl = `http://127.0.0.1:${port}/api/v1`
    const first = await startProcess(data, port, apiKey)
    const tms = createClient({ apiKey, baseUrl, rateLimit: false })
    const run = await tms.testRuns.create({ project_id, title: 'Killed', selection_type: 'DYNAMIC' })

    const goOn = join(temporaryFolder(), 'go-on')
    const file = join(temporaryFolder(), 'left.xml')
    const env = { TESTSIGMA_API_KEY: apiKey, TESTSIGMA_BASE_URL: baseUrl, TESTSIGMA_RUN_ID: run.id, GO_ON: goOn }
    const options = { project: 'DEMO', user: 'jane.doe@example.com', batchSize: 1, file }
    const playwright = startPlaywright('playwright-slow', [], env, options)
    const before = { 'DEMO-1': 'passed', 'DEMO-2': 'failed' }
    await expect.poll(() => resultsOf(tms, run.id), { timeout: 60_000 }).toMatchObject(before)
    first.kill('SIGKILL')
    writeFileSync(goOn, '')
    const { status, output } = await playwright.ended

    expect(status).toBe(1)
    expect(output).toMatch(/2 TEST RESULTS COULD NOT BE RECORDED/)
    expect(output).toMatch(/2 failed[\s\S]*2 passed/)
    expect(existsSync(file)).toBe(true)
    await startProcess(data, port, apiKey)
    expect(await resultsOf(tms, run.id)).toMatchObject({ ...before, 'DEMO-3': 'untested', 'DEMO-4': 'untested' })
    // Playwright's files are not in the current folder here, unlike in most projects.
    const args = ['results', 'upload', file, '--run', run.id, '--project', 'DEMO', '--attachments-from', tmpdir()]
    const upload = await runTms(args, { ...env, TESTSIGMA_USER: options.user })
    expect(upload.status, upload.output).toBe(0)
    expect(attachmentsIn(data)).toEqual(['DEMO-2 error-context.md', 'DEMO-4 console.txt', 'DEMO-4 error-context.md'])
    expect(await resultsOf(tms, run.id)).toEqual({ ...before, 'DEMO-3': 'passed', 'DEMO-4': 'failed' })
  })

  it('fails the test run only with failOnUploadError', async () => {
    const port = await freePort()
    const env = {
      TESTSIGMA_API_KEY: 'any',
      TESTSIGMA_BASE_URL: `http://127.0.0.1:${port}/api/v1`,
      TESTSIGMA_RUN_ID: 'DEMO-R-1',
    }
    const only = ['--grep', 'DEMO-1']
    const lenient = await startPlaywright('playwright', only, env).ended
    const strict = await startPlaywright('playwright', only, env, { failOnUploadError: true }).ended

    expect([lenient.status, strict.status]).toEqual([0, 1])
    for (const { output } of [lenient, strict]) expect(output).toMatch(/1 TEST RESULT COULD NOT BE RECORDED/)
  })
})

/** Reads the database, because the API has no operation for attachments. */
function attachmentsIn(data: string): string[] {
  const database = new DatabaseSync(data, { readOnly: true })
  const rows = database
    .prepare(
      `select test_cases.human_id || ' ' || file_name as what from attachments
      join test_run_cases on test_run_cases.id = test_run_case_id
      join test_cases on test_cases.id = test_case_id order by what`,
    )
    .all()
  database.close()
  return rows.map(({ what }) => String(what).replace(/ \d+-\d+-/, ' '))
}

async function startProcess(data: string, port: number, apiKey: string) {
  const cli = fileURLToPath(import.meta.resolve('@testsigma-tms/server/package.json')).replace(
    'package.json',
    'src/cli.ts',
  )
  const child = spawn(process.execPath, [cli, '--data', data, '--port', String(port), '--api-key', apiKey], {
    stdio: 'ignore',
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await expect
    .poll(async () => (await fetch(`http://127.0.0.1:${port}/api/v1/users`).catch(() => undefined))?.status, {
      timeout: 60_000,
    })
    .toBe(401)
  return child
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The required fields of a test case, from an existing one. */
async function newCase(tms: TestsigmaClient) {
  const { type_id, status_id, automation_type_id, priority_id, owner_id } = await tms.testCases.get({
    project_id,
    test_case_id: 'DEMO-1',
  })
  return { project_id, type_id, status_id, automation_type_id, priority_id, owner_id }
}
