import type { Profile } from '../profiles/profile.ts'
import { fromTimestamp } from '../profiles/timestamps.ts'

/** A moment of a request in milliseconds, or nothing where it is the stored one as the profile shows it. */
export function changedMoment(
  field: string,
  given: number | undefined,
  stored: number | null | undefined,
  { timestamp }: Profile,
): number | undefined {
  const isStored = typeof stored === 'number' && given === timestamp(stored)
  return isStored ? undefined : fromTimestamp(field, given)
}
