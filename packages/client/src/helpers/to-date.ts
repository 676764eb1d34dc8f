import { requireArgument } from './arguments.ts'

/** The first timestamp that is taken as milliseconds: in seconds, it would be in the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000

/**
 * Converts a timestamp of the API to a date. Accepts seconds, as documented, and milliseconds, as the live API returns
 * them.
 * @throws {UsageError} for anything but a number in the range of `Date`
 * @example toDate(entry.updated_at).toISOString()
 */
export function toDate(timestamp: number): Date {
  const isNumber = typeof timestamp === 'number'
  const date = new Date(isNumber ? (timestamp < FIRST_MILLISECONDS ? timestamp * 1000 : timestamp) : Number.NaN)
  requireArgument(!Number.isNaN(date.getTime()), 'toDate: the timestamp', 'a number in the range of Date', timestamp)
  return date
}
