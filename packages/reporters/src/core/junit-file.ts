import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Evidence, FinishedTest } from './finished-test.ts'

/**
 * Writes tests as a JUnit report for `tms results upload`, with the texts that name test cases, attempts and
 * attachments. Attachments in memory are written to a folder next to it.
 * @returns the path, relative to the current folder
 */
export function writeJunit(file: string, tests: readonly FinishedTest[]): string {
  const path = resolve(file)
  mkdirSync(dirname(path), { recursive: true })
  const cases = tests.map((test, index) => testcase(test, attachmentsOf(test, index, path)))
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="testsigma" tests="${tests.length}">\n${cases.join('\n')}\n</testsuite>\n</testsuites>\n`
  writeFileSync(path, xml, { mode: 0o600 })
  return relative(process.cwd(), path) || path
}

function attachmentsOf(test: FinishedTest, index: number, path: string): string[] {
  if (test.outcome !== 'failed' && !test.flaky) return []
  return test.evidence.map((evidence, place) => evidence.path ?? writeBody(evidence, `${index}-${place}`, path))
}

function writeBody({ name, body = new Uint8Array() }: Evidence, prefix: string, path: string): string {
  const folder = `${path}.files`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${prefix}-${name.replaceAll(/[^\w.-]/g, '_')}`)
  writeFileSync(file, body, { mode: 0o600 })
  return relative(dirname(path), file)
}

function testcase(test: FinishedTest, attachments: readonly string[]): string {
  const { name, file, suites, duration, properties, outcome, error = '', flaky, attempts } = test
  const message = quoted(error.split('\n')[0] ?? '')
  const inner = [
    properties.length > 0
      ? `<properties>${properties.map((each) => `<property name=${quoted(each.name)} value=${quoted(each.value)}/>`).join('')}</properties>`
      : '',
    outcome === 'failed' ? `<failure message=${message}>${escaped(error)}</failure>` : '',
    outcome === 'skipped' ? '<skipped/>' : '',
    // Surefire's element for earlier attempts that failed.
    outcome === 'passed' && flaky ? `<flakyFailure message=${message}/>`.repeat(Math.max(attempts - 1, 1)) : '',
    attachments.length > 0
      ? `<system-out>${attachments.map((path) => escaped(`[[ATTACHMENT|${path}]]`)).join('\n')}</system-out>`
      : '',
  ]
  const classname = quoted([file, ...suites].join(' > '))
  return `<testcase name=${quoted(name)} classname=${classname} time="${duration}">${inner.join('')}</testcase>`
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`
}

/** Characters that XML forbids: they would make the whole report unreadable. */
const forbidden = /[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/gv

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}
