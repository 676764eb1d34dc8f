import { unprocessable } from '../http/errors.ts'

/** Smaller numbers are seconds, as in the documentation; larger ones milliseconds, as in the live API. */
const smallestMilliseconds = 100_000_000_000
const latestMoment = 8_640_000_000_000_000

/** Converts stored milliseconds to seconds, as in the documentation. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** Converts a timestamp of a request, in either unit, to milliseconds; undefined stays undefined. */
export function fromTimestamp(field: string, timestamp: number | undefined): number | undefined {
  if (timestamp === undefined) return undefined
  if (timestamp > latestMoment) throw unprocessable(`${field}: must be ${latestMoment} or less, got ${timestamp}`)
  return timestamp < smallestMilliseconds ? timestamp * 1000 : timestamp
}
