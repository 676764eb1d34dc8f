import { appendFileSync } from 'node:fs'
import { markdown } from './markdown.ts'
import type { Finding, GateResult } from './result.ts'
import { findingText, placeText } from './words.ts'

/** GitHub shows ten annotations of each kind per step, and silently drops the others. */
const MOST_ANNOTATIONS = 10

/** Workflow commands that GitHub Actions shows as annotations; empty if everything is clean. */
export function github(results: readonly GateResult[]): string {
  const errors = results.flatMap((result) => [...couldNotCheck(result), ...result.findings.map(annotation(result))])
  const shown = errors.length > MOST_ANNOTATIONS ? errors.slice(0, MOST_ANNOTATIONS - 1) : errors
  const rest = errors.length - shown.length
  if (errors.length > 0) writeSummary(results)
  const more = rest > 0 ? [command('error', { title: `${rest} more findings` }, WHERE_THE_REST_IS)] : []
  const notes = results.flatMap(({ gate, notes = [] }) => (notes.length > 0 ? [noteOf(gate, notes)] : []))
  return [...shown, ...more, ...notes].join('')
}

const WHERE_THE_REST_IS = 'The summary of this job has them all.'

/** Writes the whole report to the job summary, if GitHub provides one. */
function writeSummary(results: readonly GateResult[]): void {
  const file = process.env.GITHUB_STEP_SUMMARY
  if (file) appendFileSync(file, markdown(results))
}

function noteOf(gate: string, notes: readonly string[]): string {
  return command('notice', { title: gate }, notes.join('\n'))
}

function couldNotCheck({ gate, status, reason = '' }: GateResult): string[] {
  return status === 'could not check' ? [command('error', { title: `${gate}: could not check` }, reason)] : []
}

function annotation({ gate }: GateResult): (finding: Finding) => string {
  return (finding) => {
    const { file, line } = finding.where
    const properties = { file, line: line?.toString(), title: `${gate}: ${placeText(finding.where)}` }
    return command('error', properties, findingText(finding))
  }
}

function command(
  name: 'error' | 'notice',
  properties: Readonly<Record<string, string | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${escapeProperty(value)}`,
  )
  return `::${name} ${given.join(',')}::${escapeMessage(message)}\n`
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
