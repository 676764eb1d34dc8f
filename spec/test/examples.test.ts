import { describe, expect, test } from 'vitest'
import { documentedExamples, isObject, type JsonObject } from '../examples/index.ts'
import { contract, problems } from './contract.ts'

const { operations } = contract

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

  test('has an example for the request and for every answer that has a body', () => {
    const owners = statuses.map((status) => `${pointer}/responses/${status}`)
    if (definition.requestBody) owners.push(`${pointer}/requestBody`)
    for (const owner of owners) {
      for (const media of contract.mediaTypes(owner)) {
        const { examples = {} } = contract.at(media.pointer) as JsonObject
        expect(Object.keys(examples as JsonObject), media.pointer).not.toEqual([])
      }
    }
    const withBody = owners.filter((owner) => contract.mediaTypes(owner).length > 0).join()
    expect(withBody).toMatch(/\/responses\/2\d\d/)
    expect(withBody).toMatch(/\/responses\/[45]\d\d/)
    if (definition.requestBody) expect(withBody).toContain('/requestBody')
  })

  test('has an example for every parameter', () => {
    const parameters = (definition.parameters ?? []) as JsonObject[]
    for (const index of parameters.keys()) {
      const parameter = contract.at(contract.resolve(`${pointer}/parameters/${index}`)) as JsonObject
      const values =
        'example' in parameter
          ? [parameter.example]
          : Object.values((parameter.examples ?? {}) as JsonObject).map((example) => (example as JsonObject).value)
      expect(values.length, String(parameter.name)).toBeGreaterThan(0)
    }
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

test('an error example of 500 shows the answer above the rate limit', () => {
  for (const { pointer } of operations) {
    const content = (contract.at(contract.resolve(`${pointer}/responses/500`)) as JsonObject).content
    expect(isObject(content) && JSON.stringify(content)).toContain('rate limit exceeded')
  }
})
