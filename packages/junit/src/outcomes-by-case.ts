import type { Match } from './match.ts'
import type { ReportedTest, TestOutcome } from './reported-test.ts'

/** The combined outcome of all tests of one test case. */
export interface CaseOutcome<Case, Test extends ReportedTest = ReportedTest> {
  readonly case: Case
  readonly outcome: TestOutcome
  /** Message of the test that decided, or `''`. */
  readonly message: string
  /** Details of the test that decided, or `''`. */
  readonly details: string
  readonly flaky: boolean
  readonly tests: readonly Test[]
}

/** If a test case has several tests, the first of these outcomes that occurs decides. */
const byWeight: TestOutcome[] = ['failed', 'passed', 'skipped']

/** One outcome per test case that has a test, in the order of first occurrence. */
export function outcomesByCase<Case, Test extends ReportedTest>(
  matched: Iterable<Match<Case, Test>>,
): CaseOutcome<Case, Test>[] {
  const tests = new Map<Case, Test[]>()
  for (const { test, cases } of matched) {
    for (const one of cases) {
      const known = tests.get(one)
      if (known) known.push(test)
      else tests.set(one, [test])
    }
  }
  return Array.from(tests, ([one, its]) => summed(one, its))
}

function summed<Case, Test extends ReportedTest>(one: Case, tests: Test[]): CaseOutcome<Case, Test> {
  const outcome = byWeight.find((candidate) => tests.some((test) => test.outcome === candidate)) as TestOutcome
  const { message = '', details = '' } = tests.find((test) => test.outcome === outcome) ?? {}
  return { case: one, outcome, message, details, flaky: tests.some(({ flaky }) => flaky), tests }
}
