import { describe, expect, test } from 'vitest'
import { contractOperations } from '../src/contract.ts'
import { exampleRequests } from './contract-examples.ts'
import { answers } from './coverage.ts'
import { start } from './start.ts'

/** The pages name a label where the live API asked for its ID. */
const documentedOnly = ['createTestCase', 'updateTestCase'].map((id) => `${id} documented application/json`)

describe.each(exampleRequests)('$operationId', ({ operationId, method, path, bodies, successes }) => {
  test.each(Object.entries(bodies))('%s', async (name, body) => {
    const { call } = await start({ profile: 'observed' })
    const { status } = await call(method, path, body === undefined ? {} : { body })
    const isRefused = documentedOnly.includes(`${operationId} ${name}`)
    expect(isRefused ? ['400'] : successes, 'observed').toContain(String(status))
  })

  test.each(Object.entries(bodies))('%s', async (_, body) => {
    const { call } = await start()
    const { status } = await call(method, path, body === undefined ? {} : { body })
    expect(successes).toContain(String(status))
  })
})

test('that was 45 of 45 operations', () => {
  const done = exampleRequests.filter(({ operationId, successes }) =>
    successes.some((status) => answers.has(`${operationId} ${status}`)),
  )
  expect(done.map(({ operationId }) => operationId)).toEqual(contractOperations.map(({ id }) => id))
  expect(done).toHaveLength(45)
})
