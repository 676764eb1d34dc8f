import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { project_id, resultsOf, runsCalled, startApi, temporaryFolder } from './api.ts'
import { startPlaywright, startVitest } from './run.ts'

/** Both runners have fixtures with the same results. */
const expected = { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'passed', 'DEMO-4': 'skipped' }

describe('Playwright', () => {
  it('creates a run of the test cases that the tests name, and records into it', async () => {
    const api = await startApi('observed')
    const { status, output } = await startPlaywright('playwright', [], { ...api.env, GITHUB_RUN_ID: '77' }).ended

    expect(status, output).toBe(1)
    const [run, ...others] = await runsCalled(api.tms, 'Playwright (77)')
    expect(others).toEqual([])
    expect(await resultsOf(api.tms, String(run?.id))).toEqual(expected)
    expect(output).toMatch(/Testsigma: 4 results are in the run DEMO-R-3\./)
    expect(output).toMatch(/1 test belongs to no test case:\s+appointments > says hello: /)
    const entries = await (await api.tms.testRuns.listCases({ project_id, test_run_id: String(run?.id) })).all({
      limit: 9,
    })
    const notes = Object.fromEntries(entries.map((each) => [each.test_case?.human_id, each.description]))
    expect(notes['DEMO-2']).toMatch(/Expected: .*a slot/)
    expect(notes['DEMO-3']).toMatch(/^Flaky: it took 2 attempts\./)
  })
})

describe('Vitest', () => {
  it('records into the run that TESTSIGMA_RUN_ID names', async () => {
    const api = await startApi()
    const run = await api.tms.testRuns.create({ project_id, title: 'Nightly', selection_type: 'DYNAMIC' })
    const { status, output } = await startVitest(['run'], { ...api.env, TESTSIGMA_RUN_ID: run.id }).ended

    expect(status, output).toBe(1)
    expect(await resultsOf(api.tms, run.id)).toEqual(expected)
    expect(output).toMatch(/Testsigma: 4 results are in the run/)
    expect(output).toMatch(/says hello: it names no test case/)
  })

  it('sends the artifacts of failures, such as screenshots of the browser mode', async () => {
    const api = await startApi()
    const file = join(temporaryFolder(), 'results.xml')
    const unreachable = { ...api.env, TESTSIGMA_BASE_URL: 'http://127.0.0.1:1/api/v1', TESTSIGMA_RUN_KEY: '1' }
    const { output } = await startVitest(['run'], unreachable, { file }).ended

    expect(output).toContain('5 TEST RESULTS COULD NOT BE RECORDED')
    expect(readFileSync(file, 'utf8')).toMatch(/\[\[ATTACHMENT\|[^\]]+\.ts\]\]/)
  })
})
