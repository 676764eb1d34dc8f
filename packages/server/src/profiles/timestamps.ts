import { unprocessable } from '../http/errors.ts'

/** Smaller numbers count seconds, as the vendor's pages do; larger ones milliseconds, as the live API does. */
const smallestMilliseconds = 100_000_000_000
const latestMoment = 8_640_000_000_000_000

/** Turns stored milliseconds into the seconds that the vendor's pages show. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** Turns a timestamp from a request, in either unit, into milliseconds; absent stays absent. */
export function fromTimestamp(field: string, timestamp: number | undefined): number | undefined {
  if (timestamp === undefined) return undefined
  if (timestamp > latestMoment) throw unprocessable(`${field}: must be ${latestMoment} or less, got ${timestamp}`)
  return timestamp < smallestMilliseconds ? timestamp * 1000 : timestamp
}
