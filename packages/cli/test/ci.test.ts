import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runAction, runComponent, startCi } from './process/ci.ts'
import { failed, newRun, passed, put, resultsIn, suite } from './reports.ts'

test('the action passes on its inputs, sets the run as an output, and fails if requested', async () => {
  const ci = await startCi()
  put(ci, 'a.xml', suite(failed('DEMO-1'), passed('nobody')))
  const ended = await runAction(ci, {
    reports: 'a.xml',
    project: 'DEMO',
    title: "It's $(touch pwned) new",
    'fail-on-failed': 'true',
    'allow-unmatched': 'true',
    rate: '5',
    options: '--batch-size=1\n--status=failed=Blocked\n',
  })
  expect(ended.code, ended.stdout + ended.stderr).toBe(1)
  expect(ended.stderr).toContain('::error title=DEMO-1 ')
  expect(readFileSync(join(ci.folder, 'output'), 'utf8')).toBe('run=DEMO-R-3\n')
  expect(readFileSync(join(ci.folder, 'summary.md'), 'utf8')).toContain('1 of 1 results recorded')
  expect(await resultsIn(ci, 'DEMO-R-3')).toEqual({ 'DEMO-1': 'blocked' })
  expect((await ci.tms('test-runs list')).stdout).toContain("It's $(touch pwned) new")
})

test('the component records the reports that match its patterns', async () => {
  const ci = await startCi()
  const run = await newRun(ci)
  put(ci, 'a.xml', suite(passed('DEMO-1')))
  put(ci, 'b.xml', suite(passed('DEMO-2')))
  const { code, stdout } = await runComponent(ci, { reports: '*.xml', project: 'DEMO', options: `--run ${run}` })
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('2 of 2 results recorded') })
})
