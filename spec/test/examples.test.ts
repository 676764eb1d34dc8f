import { describe, expect, test } from 'vitest'
import { jsonOf } from '../contract/index.ts'
import { documentedExamples } from '../examples/index.ts'
import { contract, problems } from './bundled.ts'

const { operations } = contract

test('the contract has 45 operations, each with a name of its own in the client', () => {
  const names = operations.map(({ sdk }) => `${sdk?.resource}.${sdk?.method}`)
  expect(operations).toHaveLength(45)
  expect(new Set(operations.map(({ id }) => id)).size).toBe(45)
  expect(new Set(names).size).toBe(45)
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

  test.each(all)('$pointer is valid, and has nothing that the contract does not declare', ({ schema, value }) => {
    expect(problems(schema, value)).toEqual([])
  })

  test('of bodies, parameters, headers and schemas is there', () => {
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
