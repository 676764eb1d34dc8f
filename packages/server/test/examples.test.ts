import contract from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import { contractOperations } from '../src/contract.ts'
import { exampleRequests } from './contract-examples.ts'
import { answers } from './coverage.ts'
import { demo, start } from './start.ts'

/** The example of the parameter is the folder that the example of the body moves it into. */
const smokeTests = contract.paths['/projects/{project_id}/folders'].get.responses['200'].content[
  'application/json'
].examples.documented.value.data.folders.find(({ name }) => name === 'Smoke Tests')

describe.each(exampleRequests)('$operationId', ({ operationId, method, path, bodies, successes }) => {
  const filled = operationId === 'moveFolder' ? `/projects/${demo.project}/folders/${smokeTests?.id}/move` : path
  test.each(Object.entries(bodies))('%s', async (_, body) => {
    const { call } = await start()
    const { status } = await call(method, filled, body === undefined ? {} : { body })
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
