/** Texts shared by all formats. */

import { seconds } from './progress.ts'
import type { Finding, GateResult, Place } from './result.ts'

/** A location as one string: `spec/openapi.yaml:12`, `GET /users 200 (spec/resources/users/User.yaml:7)`. */
export function placeText(place: Place): string {
  const file = place.file === undefined ? '' : `${place.file}${place.line === undefined ? '' : `:${place.line}`}`
  if (!('request' in place)) return file
  return file === '' ? place.request : `${place.request} (${file})`
}

/** The result of a gate: `clean`, `2 findings`, `could not check`. */
export function resultText({ status, findings }: GateResult): string {
  if (status !== 'findings') return status
  return findings.length === 1 ? '1 finding' : `${findings.length} findings`
}

/** The duration: `1.2 s`, or `cached`. */
export function timeText({ milliseconds, cached }: GateResult): string {
  return cached ? 'cached' : seconds(milliseconds)
}

/** What was compared (`200 examples, 98 payloads`) and what was not, or why nothing was. */
export function comparedText({ reason, compared, skipped }: GateResult): string {
  if (reason !== undefined) return reason
  const counts = Object.entries(compared).map(([unit, count]) => `${count} ${unit}`)
  return `${counts.join(', ')}${skipped === undefined ? '' : ` (not compared: ${skipped})`}`
}

/** A finding in one sentence, for formats with a single field for it. */
export function findingText(finding: Pick<Finding, 'expected' | 'got' | 'fix' | 'also'>): string {
  const { expected, got, fix } = finding
  const also = alsoText(finding)
  return `Expected ${expected}. Got ${got}. To fix it: ${fix}.${also === '' ? '' : ` Also at ${also}.`}`
}

const MOST_PLACES = 5

/** The other places of a finding; empty if there are none. */
export function alsoText({ also = [] }: Pick<Finding, 'also'>): string {
  const rest = also.length > MOST_PLACES ? ` and ${also.length - MOST_PLACES} more` : ''
  return `${also.slice(0, MOST_PLACES).map(placeText).join(', ')}${rest}`
}
