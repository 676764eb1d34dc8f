import { it } from 'vitest'
import { profiles } from './connect.ts'
import { fuzz } from './fuzz.ts'

it.each(profiles)('200 calls with any arguments, %s', async (profile) => {
  await fuzz(profile, 200, 18)
})
