import { expect, it } from 'vitest'
import { tryRandomEdits } from '../wire/random-edits.ts'

/** More on demand: `TMS_EDITS=50000 pnpm vitest run --project soak random-edits`. */
const EDITS = Number(process.env.TMS_EDITS ?? 2000)

it(`agrees with samples on ${EDITS} random edits`, { timeout: EDITS * 100 + 60_000 }, () => {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`FUZZ_SEED=${seed}`)
  const tally = tryRandomEdits(EDITS, seed)

  expect(tally.edits).toBe(EDITS)
  expect(tally.breaking).toBeGreaterThan(EDITS / 10)
})
