import type { Failure } from '@testsigma-tms/spec/schema'

/** Maximum number of findings in a message. */
export const mostFindings = 20
/** Number of array entries that are validated together. */
const window = 20
/** An object with more fields is neither shortened nor validated a second time. */
const mostFields = 200

/** Two validators of a value. */
export interface Validators {
  /** Stops at the first failure, so it is fast. */
  first: (value: unknown) => readonly Failure[]
  /** Finds all failures. */
  all: (value: unknown) => readonly Failure[]
}

export interface Findings {
  failures: readonly Failure[]
  /** Whether there may be more. */
  isCut: boolean
}

/**
 * Finds all failures of a value, or the first twenty. Long arrays are validated in short slices, so that a value with
 * errors everywhere costs no more than one with a few errors.
 */
export function findFailures({ first, all }: Validators, value: unknown): Findings | undefined {
  const known = first(value)
  if (known.length === 0) return undefined
  if (isWide(value)) return { failures: known, isCut: true }
  const failures: Failure[] = []
  const longest = longestArray(value)
  for (let start = 0; start === 0 || start < longest; start += window) {
    const found = all(pieceOf(value, start))
    failures.push(...(start === 0 ? found : found.map((failure) => moved(failure, start))))
    if (failures.length > mostFindings) return { failures: failures.slice(0, mostFindings), isCut: true }
  }
  // Some failures are in no slice, such as two equal entries far apart.
  return { failures: failures.length > 0 ? failures : known, isCut: false }
}

/** A slice of the outer arrays from entry `start` on, and the first entries of inner arrays. */
function pieceOf(value: unknown, start: number): unknown {
  if (Array.isArray(value)) return value.slice(start, start + window).map((entry) => pieceOf(entry, 0))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, pieceOf(part, start)]))
}

function longestArray(value: unknown): number {
  if (Array.isArray(value)) return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Math.max(0, ...Object.values(value).map(longestArray))
}

function isWide(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const parts = Object.values(value)
  return (!Array.isArray(value) && parts.length > mostFields) || parts.some(isWide)
}

/** Shifts the first array index of the failure's path from the slice to the whole value. */
function moved(failure: Failure, start: number): Failure {
  const instancePath = failure.instancePath.replace(/\/(\d+)(?=\/|$)/, (_, index) => `/${Number(index) + start}`)
  return { ...failure, instancePath }
}
