import { createHash } from 'node:crypto'
import type { Finding, GateResult } from './result.ts'
import { findingText, placeText } from './words.ts'

/** A GitLab Code Quality report, shown in merge requests and pipelines. */
export function codequality(results: readonly GateResult[]): string {
  const issues = results.flatMap((result) => [
    ...result.findings.map((finding) => asIssue(result, finding)),
    ...couldNotCheck(result),
    ...notes(result),
  ])
  return `${JSON.stringify(issues, null, 2)}\n`
}

function asIssue({ gate }: GateResult, finding: Finding) {
  const { where } = finding
  const place = placeText(where)
  return {
    type: 'issue',
    check_name: gate,
    description: `${place}: ${findingText(finding)}`,
    // Excludes the line, which may move while the finding stays the same.
    fingerprint: fingerprint([gate, where.file, 'request' in where ? where.request : '', finding.expected]),
    severity: 'major',
    location: { path: where.file ?? place, lines: { begin: where.line ?? 1 } },
  }
}

function couldNotCheck({ gate, status, reason = '' }: GateResult) {
  if (status !== 'could not check') return []
  const description = `${gate} could not check: ${reason}`
  const location = { path: gate, lines: { begin: 1 } }
  const print = fingerprint([gate, 'could not check'])
  return [{ type: 'issue', check_name: gate, description, fingerprint: print, severity: 'blocker', location }]
}

/** What was not seen, with the reasons. */
function notes({ gate, notes = [] }: GateResult) {
  const location = { path: gate, lines: { begin: 1 } }
  return notes.map((note) => {
    const about = { type: 'issue', check_name: gate, description: note, severity: 'info', location }
    return { ...about, fingerprint: fingerprint([gate, note]) }
  })
}

function fingerprint(parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
