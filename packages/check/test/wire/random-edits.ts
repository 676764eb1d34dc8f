import { readContract } from '@testsigma-tms/spec/contract'
import fc from 'fast-check'
import { SchemaComparison } from '../../src/wire/schema/compare-schemas.ts'
import { type Direction, documentOf, type Named, witness } from './oracle.ts'
import { randomEdit } from './random-edit.ts'
import { type Draw, type Loose, randomSchema } from './random-schema.ts'

const ROOT = '#/components/schemas/Root'

/** Number of samples for each edit and direction. */
const SAMPLES = 400

export interface Tally {
  edits: number
  /** Number of edits for which a sample proves a break of requests or responses. */
  breaking: number
}

/**
 * Makes random edits in random contracts, and fails at the first break that samples prove and the comparison misses.
 */
export function tryRandomEdits(edits: number, seed: number): Tally {
  const tally: Tally = { edits: 0, breaking: 0 }
  const property = fc.property(fc.gen(), fc.nat(), (draw, sampleSeed) => {
    const [before, after] = randomContracts(draw)
    for (const direction of ['request', 'response'] as const)
      tally.breaking += tryEdit(direction, before, after, sampleSeed)
    tally.edits++
  })
  fc.assert(property, { numRuns: edits, seed, endOnFailure: true })
  return tally
}

function randomContracts(draw: Draw): [before: Named, after: Named] {
  const other = randomSchema(draw, 1)
  // Sometimes the two schemas refer to each other.
  if (draw(fc.nat, 9) < 3) other.properties = { ...(other.properties as Loose), a: { $ref: ROOT } }
  const before = { Other: other, Root: randomSchema(draw, 3, ['Other']) }
  const name = draw(fc.nat, 9) < 2 ? 'Other' : 'Root'
  return [before, { ...before, [name]: randomEdit(draw, before[name]).edited }]
}

/** 1 if a sample proves a break. */
function tryEdit(direction: Direction, before: Named, after: Named, seed: number): 0 | 1 {
  const shown = witness(direction, before, after, seed, SAMPLES)
  if (shown === undefined) return 0
  const [was, is] = [before, after].map((named) => readContract(documentOf(named)))
  if (!was || !is) return 0
  const comparison = new SchemaComparison(was, is)
  const changes = comparison.changes(direction, comparison.released.at(ROOT), comparison.current.at(ROOT))
  if (changes.some(({ impact }) => impact === 'breaking')) return 1
  const facts = { direction, before, after, sample: shown.value }
  throw new Error(`The comparison misses a break: ${JSON.stringify(facts, null, 2)}`)
}
