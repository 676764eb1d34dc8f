import { inject, test } from 'vitest'
import { chooseFuzzSeed, fuzz } from './fuzz/fuzz.ts'

const seed = chooseFuzzSeed()

test(`200 requests, FUZZ_SEED=${seed}`, () => fuzz({ requests: 200, seed, profile: inject('profile') }))
