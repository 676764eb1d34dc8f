import { requireArgument } from './arguments.ts'

/** From here on a timestamp counts milliseconds: as seconds it would be in the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000

/**
 * The moment that a timestamp of the API means, whether it counts seconds, as documented, or milliseconds, as the live
 * API does.
 * @throws {UsageError} for anything but a number that a `Date` can hold
 * @example toDate(entry.updated_at).toISOString()
 */
export function toDate(timestamp: number): Date {
  const isNumber = typeof timestamp === 'number'
  const date = new Date(isNumber ? (timestamp < FIRST_MILLISECONDS ? timestamp * 1000 : timestamp) : Number.NaN)
  requireArgument(!Number.isNaN(date.getTime()), 'toDate: the timestamp', 'a number that a Date can hold', timestamp)
  return date
}
