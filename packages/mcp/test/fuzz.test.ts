import { it } from 'vitest'
import { profiles } from './connect.ts'
import { fuzz } from './fuzz.ts'

it.each(profiles)('50 calls with any arguments, %s', async (profile) => {
  await fuzz(profile, 50, 18)
})
