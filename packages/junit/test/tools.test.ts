import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { matchTests, mergeAttempts, outcomesByCase, parseReport } from '../src/index.ts'

const cases = [
  'Sign in with a valid password',
  'Refund',
  'Book an appointment with every detail filled in',
  'Wait',
].map((title, index) => ({ human_id: `DEMO-${index + 1}`, title }))

function read(tool: string) {
  const bytes = readFileSync(new URL(`reports/${tool}.xml`, import.meta.url))
  const tests = mergeAttempts(parseReport(bytes))
  const { matched, unmatched } = matchTests(tests, cases)
  return { tests, matched, unmatched, outcomes: outcomesByCase(matched) }
}

/** The outcomes that a person expects for each test case, `~` for a flaky one, and the names of unmatched tests. */
const expected: [tool: string, outcomes: Record<string, string>, unmatched?: string[]][] = [
  ['bazel', { 'DEMO-1': 'failed' }],
  ['behave', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped', 'DEMO-4': 'skipped' }],
  ['catch2', { 'DEMO-1': 'passed', 'DEMO-2': 'failed' }],
  ['ctest', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['cucumber', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['cypress', { 'DEMO-1': 'passed', 'DEMO-2': 'failed' }],
  ['dotnet', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['eclipse', { 'DEMO-1': 'passed', 'DEMO-2': 'failed' }],
  ['googletest', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped', 'DEMO-4': 'skipped' }],
  ['gotestsum', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }, ['TestUtf_8']],
  ['gradle', { 'DEMO-1': 'passed~', 'DEMO-2': 'skipped' }],
  ['jest-junit', { 'DEMO-1': 'failed', 'DEMO-3': 'passed' }],
  ['k6', { 'DEMO-1': 'passed', 'DEMO-2': 'failed' }, ['checks - rate>0.9']],
  ['karma', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['mocha', { 'DEMO-3': 'passed', 'DEMO-4': 'passed', 'DEMO-1': 'failed' }, ['pay is skipped']],
  ['newman', { 'DEMO-1': 'passed', 'DEMO-2': 'failed' }, ['Pay / refund']],
  ['nextest', { 'DEMO-1': 'passed~', 'DEMO-2': 'failed' }, ['tests::demo_33_is_of_nobody']],
  ['nunit', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped', 'DEMO-4': 'skipped' }],
  ['phpunit', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped', 'DEMO-4': 'failed' }],
  ['playwright', { 'DEMO-2': 'failed', 'DEMO-3': 'passed' }, ['Booking › DEMO-20 cancels']],
  ['playwright-properties', { 'DEMO-1': 'failed', 'DEMO-2': 'passed' }],
  ['pytest', { 'DEMO-2': 'passed', 'DEMO-3': 'skipped', 'DEMO-4': 'failed' }],
  ['pytest-rerun', { 'DEMO-3': 'passed~', 'DEMO-4': 'passed' }],
  ['robot', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['rspec', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['surefire', { 'DEMO-1': 'passed~', 'DEMO-4': 'failed' }, ['opensNothing', 'remembersTheBrowser']],
  ['surefire-rerun', { 'DEMO-1': 'passed~', 'DEMO-2': 'failed' }],
  ['testng', { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' }],
  ['vitest', { 'DEMO-1': 'failed', 'DEMO-2': 'skipped' }],
]

describe('a report is mapped as a person would map it, as written by', () => {
  test.each(expected)('%s', (tool, outcomes, unmatched = []) => {
    const result = read(tool)
    const found = result.outcomes.map(({ case: { human_id }, outcome, flaky }) => [
      human_id,
      flaky ? `${outcome}~` : outcome,
    ])
    expect(Object.fromEntries(found)).toEqual(outcomes)
    expect(result.unmatched.map(({ test: { name } }) => name)).toEqual(unmatched)
  })
})

test('two tests of one case, by ID and by title: one failure makes it failed', () => {
  const [first] = read('vitest').outcomes
  expect(first).toMatchObject({ outcome: 'failed', message: 'expected 1 to be 2 // Object.is equality' })
  expect(first?.tests.map(({ name }) => name)).toEqual(['pay > DEMO-1 pays', 'Sign in with a valid password'])
})

test('attempts are counted, the last one decides, and the message of the first is kept', () => {
  const [gradle] = read('gradle').tests
  expect(gradle).toMatchObject({ outcome: 'passed', attempts: 2, flaky: true, duration: expect.closeTo(0.09) })
  expect(gradle?.message).toContain('AssertionFailedError: expected: <1> but was: <2>')
  expect(read('surefire-rerun').tests).toMatchObject([
    { outcome: 'passed', attempts: 3, flaky: true, message: 'expected 200' },
    { outcome: 'failed', attempts: 2, flaky: false, message: 'still open' },
  ])
})

test('runs in two browsers are not attempts of one test', () => {
  expect(read('playwright-properties').tests).toMatchObject([
    { suites: ['pay.spec.ts on chromium'], outcome: 'passed', flaky: false },
    { suites: ['pay.spec.ts on firefox'], outcome: 'failed', flaky: false },
  ])
})

test('attachments come from the output and from properties', () => {
  expect(read('playwright-properties').tests[0]?.attachments).toEqual([
    'pay-pays-chromium/test-finished-1.png',
    'pay-pays-chromium/trace.zip',
  ])
  expect(read('pytest-rerun').tests[1]?.attachments).toEqual(['shots/refund.png'])
})
