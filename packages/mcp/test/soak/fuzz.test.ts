import { it } from 'vitest'
import { profiles } from '../connect.ts'
import { fuzz } from '../fuzz.ts'

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

it.each(profiles)(`1,000 calls with any arguments, %s, FUZZ_SEED=${seed}`, async (profile) => {
  await fuzz(profile, 1_000, seed)
})
