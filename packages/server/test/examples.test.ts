import { describe, expect, inject, test } from 'vitest'
import { exampleRequests } from './contract-examples.ts'
import { start } from './start.ts'

/** The documentation uses a label's name where the live API required its ID. */
const documentedOnly = ['createTestCase', 'updateTestCase'].map((id) => `${id} documented application/json`)

describe.each(exampleRequests)('$operationId', ({ operationId, method, path, bodies, successes }) => {
  test.each(Object.entries(bodies))('%s', async (name, body) => {
    const { call } = await start()
    const { status } = await call(method, path, body === undefined ? {} : { body })
    const isRefused = inject('profile') === 'observed' && documentedOnly.includes(`${operationId} ${name}`)
    expect(isRefused ? ['400'] : successes).toContain(String(status))
  })
})
