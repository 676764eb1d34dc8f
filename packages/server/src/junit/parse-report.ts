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
const longestMessage = 1000

/**
 * Reads a JUnit XML report, as surefire, pytest, jest-junit and Playwright write it.
 *
 * @throws {ReportError} if it is not XML, not a report, or declares entities, which could grow without end
 */
export function parseReport(xml: string): ReportedTest[] {
  const tests: ReportedTest[] = []
  const path: string[] = []
  let test: ReportedTest | undefined
  const isIn = (...names: string[]) => names.includes(path.at(-1) ?? '')
  const addText = (text: string) => {
    if (test && path.at(-2) === 'testcase' && isIn(...failures) && test.message.length < longestMessage) {
      test.message += text.slice(0, longestMessage)
    }
  }
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  parser.on('error', ({ message }) => refuse(`not well-formed XML, at ${message}`))
  parser.on('doctype', () => refuse('a document type declaration is not allowed'))
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length === 0 && !roots.includes(name)) refuse(`the root must be testsuites or testsuite, got ${name}`)
    if (name === 'testcase') {
      test = startTest(attributes)
      tests.push(test)
    } else if (test && isIn('testcase')) record(test, name, attributes.message)
    path.push(name)
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    if (name === 'testcase') test = undefined
  })
  parser.write(xml).close()
  return tests.map((one) => ({ ...one, message: firstLine(one.message) }))
}

function refuse(reason: string): never {
  throw new ReportError(reason)
}

function startTest({ name = '', classname = '' }: Record<string, string>): ReportedTest {
  return { name, classname, outcome: 'passed', message: '' }
}

/** Other elements inside a test say nothing about its end, such as surefire's `flakyFailure` of one that passed at last. */
function record(test: ReportedTest, element: string, message = ''): void {
  if (failures.includes(element)) {
    if (test.outcome !== 'failed') test.message = message && `${message}\n`
    test.outcome = 'failed'
  } else if (element === 'skipped' && test.outcome === 'passed') test.outcome = 'skipped'
}

function firstLine(text: string): string {
  return text.trimStart().split('\n')[0]?.slice(0, longestMessage).trimEnd() ?? ''
}
