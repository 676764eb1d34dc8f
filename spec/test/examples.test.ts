import { describe, expect, test } from 'vitest'
import { at, examples, isObject, type JsonObject, mediaTypes, operations, problems, resolve } from './contract.ts'

test('the contract has the 45 operations of the API, each with a name of its own in the client', () => {
  const names = operations.map(({ definition }) => {
    const { resource, method } = definition['x-sdk'] as { resource: string; method: string }
    return `${resource}.${method}`
  })
  expect(operations).toHaveLength(45)
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(45)
  expect(new Set(names).size).toBe(45)
})

describe.each(operations)('$operationId', (operation) => {
  const { pointer, definition } = operation
  const statuses = Object.keys(definition.responses as JsonObject)
  const all = examples(operation)

  test('has an example for the request and for every answer that has a body', () => {
    const owners = statuses.map((status) => `${pointer}/responses/${status}`)
    if (definition.requestBody) owners.push(`${pointer}/requestBody`)
    for (const owner of owners) {
      for (const media of mediaTypes(owner)) {
        const count = Object.keys(((at(media.pointer) as JsonObject).examples ?? {}) as JsonObject).length
        expect(count, media.pointer).toBeGreaterThan(0)
      }
    }
    expect(all.some(({ label }) => / 2\d\d /.test(label))).toBe(true)
    expect(all.some(({ label }) => / [45]\d\d /.test(label))).toBe(true)
    if (definition.requestBody) expect(all.some(({ label }) => label.includes(' request '))).toBe(true)
  })

  test.each(all)('$label is valid, and has nothing that the contract does not declare', ({ pointer, value }) => {
    expect(problems(pointer, value)).toEqual([])
  })

  test('has an example for every parameter', () => {
    const parameters = (definition.parameters ?? []) as JsonObject[]
    for (const index of parameters.keys()) {
      const parameter = at(resolve(`${pointer}/parameters/${index}`)) as JsonObject
      const values =
        'example' in parameter
          ? [parameter.example]
          : Object.values((parameter.examples ?? {}) as JsonObject).map((example) => (example as JsonObject).value)
      expect(values.length, String(parameter.name)).toBeGreaterThan(0)
    }
  })
})

test('an error example of 500 shows the answer above the rate limit', () => {
  for (const { pointer } of operations) {
    const content = (at(resolve(`${pointer}/responses/500`)) as JsonObject).content
    expect(isObject(content) && JSON.stringify(content)).toContain('rate limit exceeded')
  }
})
