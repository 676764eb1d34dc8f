import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { matchTests, mergeAttempts, outcomesByCase, parseReport } from '../src/index.ts'

const cases = [1, 2, 3, 4].map((number) => ({ human_id: `DEMO-${number}`, title: `Title ${number}` }))
const modules = resolve(import.meta.dirname, '../node_modules')

/** The outcomes in a report that a tool has just written, by test case. */
function outcomesOf(report: string) {
  const { matched, unmatched } = matchTests(mergeAttempts(parseReport(report)), cases)
  const outcomes = outcomesByCase(matched).map(({ case: { human_id }, outcome, flaky }) => [
    human_id,
    flaky ? `${outcome}~` : outcome,
  ])
  return { outcomes: Object.fromEntries(outcomes), unmatched: unmatched.map(({ test: { name } }) => name) }
}

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tms-junit-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(modules, join(folder, 'node_modules'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** The tests fail on purpose, so the exit code is ignored. */
function run(args: readonly string[], cwd: string): Promise<string> {
  const { NODE_OPTIONS: _, VITEST: __, NODE_TEST_CONTEXT: ___, ...env } = process.env
  return new Promise((finish) => execFile(process.execPath, args, { cwd, env }, (_error, stdout) => finish(stdout)))
}

describe('a report that was just written by', () => {
  test('node:test', async () => {
    const folder = folderWith({
      'pay.test.mjs': `import assert from 'node:assert'
import { describe, test } from 'node:test'
describe('pay', () => {
  test('DEMO-1 pays', () => {})
  test('refunds [DEMO-2]', () => assert.equal(1, 2))
  test('DEMO-3 waits', { skip: 'no network' }, () => {})
  test('DEMO-4 is to do', { todo: true }, () => {})
  test('nobody', () => {})
})`,
    })
    const report = await run(['--test', '--test-reporter=junit', 'pay.test.mjs'], folder)
    expect(outcomesOf(report)).toEqual({
      outcomes: { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped', 'DEMO-4': 'skipped' },
      unmatched: ['nobody'],
    })
  })

  test('Vitest', async () => {
    const folder = folderWith({
      'package.json': '{ "type": "module" }',
      'pay.test.js': `import { describe, expect, test } from 'vitest'
let attempts = 0
describe('pay', () => {
  test('DEMO-1 pays', { retry: 2 }, () => expect(++attempts).toBe(2))
  test('refunds [DEMO-2]', () => expect('\\u001b[31m1').toBe(2))
  test.skip('DEMO-3 waits', () => {})
  test.todo('DEMO-4 is to do')
  test('nobody', () => {})
})`,
    })
    const args = [
      join(modules, 'vitest/vitest.mjs'),
      'run',
      '--root',
      folder,
      '--configLoader',
      'runner',
      '--reporter=junit',
      '--outputFile=junit.xml',
    ]
    await run(args, folder)
    expect(outcomesOf(readFileSync(join(folder, 'junit.xml'), 'utf8'))).toEqual({
      // This report does not contain attempts.
      outcomes: { 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped', 'DEMO-4': 'skipped' },
      unmatched: ['pay > nobody'],
    })
  })
})
