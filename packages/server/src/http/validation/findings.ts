import type { Failure } from '@testsigma-tms/spec/schema'

/** So many findings are worth reading. */
export const mostFindings = 20
/** So many entries of an array are looked at together. */
const window = 20
/** An object of more fields is not shortened, and not looked at a second time either. */
const mostFields = 200

/** Two ways to validate a value. */
export interface Validators {
  /** Stops at the first failure, so it is never slow. */
  first: (value: unknown) => readonly Failure[]
  /** Goes on to the end. */
  all: (value: unknown) => readonly Failure[]
}

export interface Findings {
  failures: readonly Failure[]
  /** Whether there may be others. */
  isCut: boolean
}

/**
 * What is wrong with a value: all of it, or, where that is much, the first twenty findings. Long arrays are validated in
 * short pieces, so that a value that is wrong everywhere costs no more than one that is wrong in places.
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
  // Two equal entries far apart, for example, are in no piece together.
  return { failures: failures.length > 0 ? failures : known, isCut: false }
}

/** Of arrays that are in no other, the entries from `start` on; of those inside them, the first ones. */
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

/** Its place in the whole value: the first index on the way is one of the piece. */
function moved(failure: Failure, start: number): Failure {
  const instancePath = failure.instancePath.replace(/\/(\d+)(?=\/|$)/, (_, index) => `/${Number(index) + start}`)
  return { ...failure, instancePath }
}
