import type { Profile } from '../profiles/profile.ts'
import { fromTimestamp } from '../profiles/timestamps.ts'

/** A timestamp of a request in milliseconds; undefined if it equals the stored one as shown by the profile. */
export function changedMoment(
  field: string,
  given: number | undefined,
  stored: number | null | undefined,
  { timestamp }: Profile,
): number | undefined {
  const isStored = typeof stored === 'number' && given === timestamp(stored)
  return isStored ? undefined : fromTimestamp(field, given)
}
