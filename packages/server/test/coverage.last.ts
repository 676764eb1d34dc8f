import { describe, expect, test } from 'vitest'
import { contractOperations } from '../src/http/contract.ts'
import { readResponses } from './coverage.ts'

/** Declared because of the other source, so a server of this profile cannot send it. */
const impossible = {
  // The documentation shows a body with 204; the server sends the body with 200.
  documented: ['deleteStepGroup 204', 'deleteTestRun 204'],
  // The live API responds to invalid input with 400 only.
  observed: ['deleteStepGroup 204', 'deleteTestRun 204', ...declared().filter((response) => response.endsWith(' 422'))],
}

/** Runs after all other tests, on the responses that they received. */
describe.each(['documented', 'observed'] as const)('the tests of %s received responses of', (profile) => {
  const responses = readResponses(profile)
  const possible = declared().filter((response) => !impossible[profile].includes(response))
  const covered = contractOperations.filter(({ id }) =>
    [...responses].some((response) => response.startsWith(`${id} 2`)),
  )
  const missing = possible.filter((response) => !responses.has(response))

  process.stdout.write(
    `${profile}: ${covered.length}/${contractOperations.length} operations, ${possible.length - missing.length}/` +
      `${possible.length} declared statuses that it can have, of ${declared().length}\n`,
  )

  test('all operations', () => {
    expect(covered.length).toBeGreaterThan(0)
    expect(covered).toEqual(contractOperations)
  })

  test('every declared status that the server can have', () => {
    expect(missing).toEqual([])
  })

  test('no status that the server cannot have', () => {
    expect(impossible[profile].filter((response) => responses.has(response))).toEqual([])
    expect(impossible[profile].filter((response) => !declared().includes(response))).toEqual([])
  })
})

function declared(): string[] {
  return contractOperations.flatMap(({ id, responses }) => [...responses.keys()].map((status) => `${id} ${status}`))
}
