import { describe, expect, test } from 'vitest'
import { runAction, runComponent, startCi } from '../process/ci.ts'
import { failed, newRun, passed, put, suite } from '../reports.ts'

const reports: [string, string, number][] = [
  ['a failing report', suite(failed('DEMO-1')), 0],
  ['an empty report', suite(), 2],
  ['a partly unmatched report', suite(passed('DEMO-1'), passed('nobody')), 2],
  [
    'a huge report',
    suite(...Array.from({ length: 20_000 }, (_, index) => passed(`DEMO-${(index % 4) + 1} variant ${index}`))),
    0,
  ],
]

describe.each(reports)('%s', (_, report, code) => {
  test('on GitHub', async () => {
    const ci = await startCi()
    const run = await newRun(ci)
    put(ci, 'a.xml', report)
    const ended = await runAction(ci, { reports: '*.xml\n', project: 'DEMO', run })
    expect(ended.code, ended.stdout + ended.stderr).toBe(code)
  })

  test('on GitLab', async () => {
    const ci = await startCi()
    const run = await newRun(ci)
    put(ci, 'a.xml', report)
    const ended = await runComponent(ci, { reports: '*.xml', project: 'DEMO', options: `--run ${run}` })
    expect(ended.code, ended.stdout + ended.stderr).toBe(code)
  })
})
