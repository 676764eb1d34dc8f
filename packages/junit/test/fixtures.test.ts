import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { matchTests, mergeAttempts, outcomesByCase, parseReport } from '../src/index.ts'
import { expected } from './expected-outcomes.ts'

const root = new URL('fixtures/', import.meta.url)
const cases = [1, 2, 3, 4].map((number) => ({ human_id: `DEMO-${number}`, title: `Title ${number}` }))

function filesOf(tool: string): string[] {
  return readdirSync(new URL(`${tool}/`, root)).filter((name) => name.endsWith('.xml'))
}

function read(path: string): string[] {
  const tests = mergeAttempts(parseReport(readFileSync(new URL(path, root))))
  const { matched, unmatched } = matchTests(tests, cases)
  const found = new Map(
    outcomesByCase(matched).map(({ case: { human_id }, outcome, flaky }) => [
      human_id,
      `${outcome}${flaky ? '~' : ''}`,
    ]),
  )
  const outcomes = cases.map(({ human_id }) => found.get(human_id) ?? '-').join(' ')
  return [outcomes, ...unmatched.map(({ test: { name, outcome } }) => `${outcome}: ${name}`)]
}

describe('reports that tools wrote are mapped as a person would map them', () => {
  test.each(Object.entries(expected))('%s', (tool, reports) => {
    const results = filesOf(tool).map((name) => [name.replace(/\.xml$/, ''), read(`${tool}/${name}`)])
    expect(Object.fromEntries(results)).toEqual(reports)
  })
})

test('there are over a hundred, of over twenty tools, and all are tested', () => {
  const tools = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(tools.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort())
  expect(tools.length).toBeGreaterThanOrEqual(20)
  expect(tools.flatMap(({ name }) => filesOf(name)).length).toBeGreaterThanOrEqual(100)
})

test('none of them names the machine that wrote it', () => {
  for (const tool of Object.keys(expected)) {
    for (const name of filesOf(tool)) {
      const text = readFileSync(new URL(`${tool}/${name}`, root), 'utf8')
      expect(text, `${tool}/${name}`).not.toMatch(/\/tmp\/|\/root\/|hostname="(?!localhost)/)
    }
  }
})
