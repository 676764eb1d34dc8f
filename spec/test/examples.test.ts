import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jsonOf } from '../contract/index.ts'
import { documentedExamples } from '../examples/index.ts'
import { contract, problems } from './bundled.ts'

const { operations } = contract

test('every operation has a unique id and a unique name in the client', () => {
  const names = operations.map(({ sdk }) => `${sdk?.resource}.${sdk?.method}`)
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  expect(new Set(names).size).toBe(operations.length)
})

test('the number of operations is correct in the README, and written nowhere else', () => {
  const root = join(import.meta.dirname, '../..')
  const prose = ['*.md', 'spec/*.md', 'packages/*/README.md', 'packages/docs/src/content/**/*.md']
  const counts = globSync(prose, { cwd: root }).flatMap((file) => {
    const found = readFileSync(join(root, file), 'utf8').matchAll(/\b(\d{2,}) operations\b/g)
    return Array.from(found, ([, count]) => ({ file: file.replaceAll('\\', '/'), count: Number(count) }))
  })
  expect(counts).toEqual([{ file: 'spec/README.md', count: operations.length }])
})

describe.each(operations)('$id', ({ requestBody, responses, success, parameters }) => {
  test('has an example for the request and for every response that has a body', () => {
    const failures = [...responses.values()].filter((response) => response !== success)
    for (const { content } of [...responses.values(), ...(requestBody ? [requestBody] : [])]) {
      for (const { examples, pointer } of content.values()) expect(examples, pointer).not.toEqual([])
    }
    expect(success?.content.size).toBeGreaterThan(0)
    expect(failures.some(({ content }) => content.size > 0)).toBe(true)
    if (requestBody) expect(requestBody.content.size).toBeGreaterThan(0)
  })

  test('has an example for every parameter', () => {
    for (const { name, examples } of parameters) expect(examples, name).not.toEqual([])
  })
})

describe('every example', () => {
  const all = documentedExamples(contract)

  test.each(all)('$pointer is valid, and has no undeclared fields', ({ schema, value }) => {
    expect(problems(schema, value)).toEqual([])
  })

  test('of bodies, parameters, headers and schemas is found', () => {
    const kinds = ['/content/', '/parameters/', '/headers/', '/properties/']
    for (const kind of kinds)
      expect(
        all.some(({ pointer }) => pointer.includes(kind)),
        kind,
      ).toBe(true)
    expect(new Set(all.map(({ pointer }) => pointer)).size).toBe(all.length)
  })
})

test('an error example of 500 shows the response above the rate limit', () => {
  for (const { id, responses } of operations) {
    const examples = jsonOf(responses.get('500')?.content ?? new Map())?.examples
    expect(JSON.stringify(examples), id).toContain('rate limit exceeded')
  }
})
