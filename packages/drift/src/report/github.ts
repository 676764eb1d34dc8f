import type { Finding, GateResult } from './result.ts'
import { findingText, placeText } from './words.ts'

/** Workflow commands that GitHub Actions shows as annotations; nothing where all is clean. */
export function github(results: readonly GateResult[]): string {
  return results.flatMap((result) => [...couldNotCheck(result), ...result.findings.map(annotation(result))]).join('')
}

function couldNotCheck({ gate, status, reason = '' }: GateResult): string[] {
  return status === 'could not check' ? [command({ title: `${gate}: could not check` }, reason)] : []
}

function annotation({ gate }: GateResult): (finding: Finding) => string {
  return (finding) => {
    const { file, line } = finding.where
    const properties = { file, line: line?.toString(), title: `${gate}: ${placeText(finding.where)}` }
    return command(properties, findingText(finding))
  }
}

function command(properties: Readonly<Record<string, string | undefined>>, message: string): string {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${escapeProperty(value)}`,
  )
  return `::error ${given.join(',')}::${escapeMessage(message)}\n`
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
