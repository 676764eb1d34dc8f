import { expect, it } from 'vitest'
import { tryRandomEdits } from '../wire/random-edits.ts'

/** More on demand: `TMS_EDITS=50000 pnpm vitest run --project soak random-edits`. A failure repeats with its `FUZZ_SEED`. */
const { TMS_EDITS, FUZZ_SEED } = process.env
const EDITS = Number(TMS_EDITS ?? 2000)

it(`agrees with samples on ${EDITS} random edits`, { timeout: EDITS * 100 + 60_000 }, () => {
  const seed = Number(FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`FUZZ_SEED=${seed}`)
  const tally = tryRandomEdits(EDITS, seed)

  expect(tally.edits).toBe(EDITS)
  expect(tally.breaking).toBeGreaterThan(EDITS / 10)
})
