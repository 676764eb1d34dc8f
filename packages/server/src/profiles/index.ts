import { documented } from './documented.ts'
import { observed } from './observed.ts'
import type { Profile, ProfileName } from './profile.ts'

export const profiles: Record<ProfileName, Profile> = { documented, observed }
