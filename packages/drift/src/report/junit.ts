import type { GateResult } from './result.ts'
import { findingText, placeText } from './words.ts'

/** A JUnit report: a suite per gate, a failure per finding, and an error for a gate that could not check. */
export function junit(results: readonly GateResult[]): string {
  const suites = results.map(suite)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tms-drift">\n${suites.join('')}</testsuites>\n`
}

function suite(result: GateResult): string {
  const cases = testCases(result)
  const attributes = {
    name: result.gate,
    tests: cases.length,
    failures: result.findings.length,
    errors: result.status === 'could not check' ? 1 : 0,
    time: result.milliseconds / 1000,
  }
  return `  <testsuite${written(attributes)}>\n${cases.join('')}${notes(result)}  </testsuite>\n`
}

/** What was not seen, with the reasons. */
function notes({ notes = [] }: GateResult): string {
  return notes.length === 0 ? '' : `    <system-out>${escaped(notes.join('\n'))}</system-out>\n`
}

function testCases({ gate, status, reason = '', findings }: GateResult): string[] {
  if (status === 'clean') return [`    <testcase${written({ classname: gate, name: gate })}/>\n`]
  const failures = findings.map((finding) =>
    testCase(gate, placeText(finding.where), 'failure', finding.got, findingText(finding)),
  )
  const errors = status === 'could not check' ? [testCase(gate, gate, 'error', 'could not check', reason)] : []
  return [...errors, ...failures]
}

function testCase(gate: string, name: string, element: string, message: string, text: string): string {
  return `    <testcase${written({ classname: gate, name })}>
      <${element}${written({ message })}>${escaped(text)}</${element}>
    </testcase>\n`
}

function written(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(FORBIDDEN, '\uFFFD')
    .replaceAll(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] as string)
}

/** Characters that XML forbids, even when escaped. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
