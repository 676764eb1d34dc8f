import type { TestCase } from '@playwright/test/reporter'
import { expect, it, vi } from 'vitest'
import PlaywrightReporter from '../src/playwright.ts'
import VitestReporter from '../src/vitest.ts'
import { resultsOf, startApi } from './api.ts'

// These tests remove from current objects what older versions lack. Real older versions are tested manually, see the
// README.

it('Vitest before version 3 does not report single tests, and a message says so', () => {
  const said: string[] = []
  const spy = vi.spyOn(console, 'error').mockImplementation((text) => said.push(text))
  const config = { watch: false }
  for (const version of ['2.1.9', '3.0.0']) new VitestReporter().onInit({ config, version } as never)
  spy.mockRestore()

  expect(said).toEqual(['Testsigma: the reporter needs Vitest 3 or newer, and this is 2.1.9: no results are recorded.'])
})

it('Playwright before version 1.42 has no tags', async () => {
  const api = await startApi()
  const test = {
    id: '1',
    title: 'signs in @DEMO-1',
    annotations: [],
    retries: 0,
    results: [{ retry: 0, status: 'passed', errors: [], duration: 1 }],
    titlePath: () => ['', '', 'a.spec.ts', 'signs in @DEMO-1'],
    outcome: () => 'expected',
  } as unknown as TestCase
  const reporter = new PlaywrightReporter({
    project: 'DEMO',
    run: 'DEMO-R-1',
    user: 'jane.doe@example.com',
    client: { apiKey: api.server.apiKey, baseUrl: api.baseUrl },
  })
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {})
  reporter.onBegin({} as never, { allTests: () => [test] } as never)
  reporter.onTestEnd(test, test.results[0] as never)
  await reporter.onEnd({} as never)
  spy.mockRestore()

  expect(await resultsOf(api.tms, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'passed' })
})
