import { describe, expect, test } from 'vitest'
import { contractOperations } from '../src/http/contract.ts'
import { readAnswers } from './coverage.ts'

/** Declared for the sake of the other source, so no server of this profile can answer it. */
const impossible = {
  // The pages print a body with 204; the server sends the body, with 200.
  documented: ['deleteStepGroup 204', 'deleteTestRun 204'],
  // The live API answers wrong input with 400 alone.
  observed: ['deleteStepGroup 204', 'deleteTestRun 204', ...declared().filter((answer) => answer.endsWith(' 422'))],
}

/** Runs after all other tests, over what they were answered. */
describe.each(['documented', 'observed'] as const)('the tests of %s were answered by', (profile) => {
  const answers = readAnswers(profile)
  const possible = declared().filter((answer) => !impossible[profile].includes(answer))
  const covered = contractOperations.filter(({ id }) => [...answers].some((answer) => answer.startsWith(`${id} 2`)))
  const missing = possible.filter((answer) => !answers.has(answer))

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

  test('none of those that it cannot have', () => {
    expect(impossible[profile].filter((answer) => answers.has(answer))).toEqual([])
    expect(impossible[profile].filter((answer) => !declared().includes(answer))).toEqual([])
  })
})

function declared(): string[] {
  return contractOperations.flatMap(({ id, responses }) => [...responses.keys()].map((status) => `${id} ${status}`))
}
