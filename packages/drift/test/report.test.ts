import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { codequality } from '../src/report/codequality.ts'
import { github } from '../src/report/github.ts'
import { judge } from '../src/report/judge.ts'
import { junit } from '../src/report/junit.ts'
import { markdown } from '../src/report/markdown.ts'
import { pretty } from '../src/report/pretty.ts'
import type { Finding, GateResult } from '../src/report/result.ts'
import { sarif } from '../src/report/sarif.ts'
import { temporaryFolder } from './run-drift.ts'

const gate = { name: 'live', kind: 'drift', summary: 'an API with the contract' } as const
const findings = Array.from({ length: 25 }, (_, line): Finding => {
  return { where: { file: 'a.yaml', line }, expected: `the value ${line}`, got: 'another', fix: 'change it' }
})
const notes = ['Not seen: GET /plans: there is none.']
const judged = (found: readonly Finding[]): Promise<GateResult> =>
  judge(gate, async () => ({ findings: found, compared: { requests: 1 }, notes }))

afterEach(() => vi.unstubAllEnvs())

describe('GitHub', () => {
  it('gets at most ten annotations; the job summary has all findings', async () => {
    const summary = join(await temporaryFolder(), 'summary.md')
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary)
    const lines = github([await judged(findings)])
      .trimEnd()
      .split('\n')

    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10)
    expect(lines[9]).toContain('title=16 more findings')
    for (const { expected } of findings) expect(await readFile(summary, 'utf8')).toContain(`\`${expected}\``)
  })
})

it('one cause is one finding with its places, however often it occurred', async () => {
  const places = ['a.yaml', 'b.yaml', 'c.yaml'].map((file, index) => ({
    ...findings[0],
    where: { file },
    got: `x (${index + 2} times)`,
  }))
  const { findings: merged } = await judged(places as Finding[])

  expect(merged).toMatchObject([{ where: { file: 'a.yaml' }, also: [{ file: 'b.yaml' }, { file: 'c.yaml' }] }])
  expect(pretty([await judged(places as Finding[])])).toContain('also at   b.yaml, c.yaml')
})

it('what was not seen is in every format', async () => {
  const results = [await judged([])]

  for (const format of [pretty, junit, sarif, github, codequality]) expect(format(results)).toContain('GET /plans')
})

it('Markdown has a list below a note of several lines, and code as it is written', async () => {
  const note = 'wire: 2 breaks of x_y:\n  `User`: field `last_name` removed\n  `a_b`: <b> added'
  const text = markdown([{ ...(await judged([])), notes: [note] }])

  expect(text).toContain(
    '- wire: 2 breaks of x\\_y:\n  - `User`: field `last_name` removed\n  - `a_b`: \\<b\\> added\n',
  )
})
