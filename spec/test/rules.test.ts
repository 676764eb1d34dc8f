import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error The rules are plain JavaScript, see lint/plugin.js.
import plugin from '../lint/plugin.js'
import { REDOCLY, REDOCLY_ENV } from '../redocly.ts'

interface Problem {
  ruleId: string
  message: string
  location: { source: { ref: string } }[]
}

const spec = join(import.meta.dirname, '..')
const rules: string[] = Object.keys(plugin().rules.oas3)

/** Lints all fixtures in one run, with all of our rules enabled. */
function lintFixtures(): Problem[] {
  const documents = rules.flatMap((rule) => ['good', 'bad'].map((side) => `lint/fixtures/${rule}/${side}/openapi.yaml`))
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      REDOCLY,
      'lint',
      ...documents,
      '--config',
      'lint/fixtures/redocly.yaml',
      '--format',
      'json',
      '--max-problems',
      '1000',
    ],
    { cwd: spec, encoding: 'utf8', env: REDOCLY_ENV },
  )
  expect(stderr).not.toContain('Something went wrong')
  // The output is a sequence of JSON documents, one per fixture.
  const reports = stdout.split(/(?<=^\})\s*(?=\{)/m).map((report) => JSON.parse(report) as { problems: Problem[] })
  expect(reports).toHaveLength(documents.length)
  return reports.flatMap((report) => report.problems)
}

const problems = lintFixtures()

function found(rule: string, side: 'good' | 'bad'): Problem[] {
  return problems.filter(
    ({ ruleId, location }) =>
      ruleId === `contract/${rule}` && location.some(({ source }) => source.ref.includes(`fixtures/${rule}/${side}/`)),
  )
}

test('every rule has fixtures, and every fixture a rule', () => {
  const folders = readdirSync(join(spec, 'lint/fixtures'), { withFileTypes: true })
  expect(folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual([...rules].sort())
})

test.each(rules)('%s passes its good fixture and catches its bad one', (rule) => {
  expect(found(rule, 'good')).toEqual([])
  expect(found(rule, 'bad')).not.toEqual([])
})

test.each(rules)('%s says what it expected, what it got and how to fix it', (rule) => {
  for (const { message } of found(rule, 'bad')) expect(message).toMatch(/^Expected .+\. Got .+\. Fix: .+\.$/s)
})

test('provenance is checked on operations, and beside references', () => {
  const messages = found('provenance', 'bad').map(({ message }) => message)
  for (const part of ['no x-provenance', 'last week', '2026-05-20; or so']) expect(messages.join('\n')).toContain(part)
})
