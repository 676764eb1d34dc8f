import { SaxesParser } from 'saxes'

export type TestOutcome = 'passed' | 'failed' | 'skipped'

/** One `testcase` of a report. */
export interface ReportedTest {
  name: string
  classname: string
  outcome: TestOutcome
  /** What a failure says, in one line; else empty. */
  message: string
}

/** The report cannot be read; the message says why. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
}

const failures = ['failure', 'error']
const roots = ['testsuites', 'testsuite']

/**
 * Reads a JUnit XML report, as surefire, pytest, jest-junit and Playwright write it.
 *
 * @throws {ReportError} if it is not XML, not a report, or declares entities, which could grow without end
 */
export function parseReport(xml: string): ReportedTest[] {
  const tests: ReportedTest[] = []
  const path: string[] = []
  let test: ReportedTest | undefined
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  parser.on('error', ({ message }) => {
    throw new ReportError(`not well-formed XML, at ${message}`)
  })
  parser.on('doctype', () => {
    throw new ReportError('a document type declaration is not allowed')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length === 0 && !roots.includes(name))
      throw new ReportError(`the root must be testsuites or testsuite, got ${name}`)
    if (name === 'testcase') {
      const { name = '', classname = '' } = attributes
      test = { name, classname, outcome: 'passed', message: '' }
      tests.push(test)
    } else if (test && path.at(-1) === 'testcase') record(test, name, attributes.message ?? '')
    path.push(name)
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    if (name === 'testcase') test = undefined
  })
  parser.write(xml).close()
  return tests
}

/** Other elements inside a test say nothing about its end, such as surefire's `flakyFailure` of one that passed at last. */
function record(test: ReportedTest, element: string, message: string): void {
  if (failures.includes(element) && test.outcome !== 'failed') {
    test.outcome = 'failed'
    test.message = message.split('\n')[0] ?? ''
  } else if (element === 'skipped' && test.outcome === 'passed') test.outcome = 'skipped'
}
