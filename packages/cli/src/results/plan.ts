import { type CaseOutcome, matchTests, outcomesByCase, type TestOutcome } from '@testsigma-tms/junit'
import type { FoundTest, FoundTests } from './read-tests.ts'
import type { RunCase } from './run-cases.ts'

/** A result to record. */
export interface PlannedResult {
  readonly testCase: RunCase
  readonly outcome: TestOutcome
  readonly isFlaky: boolean
  /** Note for the result; absent to keep an existing note. */
  readonly note: string | undefined
  readonly tests: readonly FoundTest[]
}

/** Which test is linked to which test case, and which to none. */
export interface Plan {
  readonly results: readonly PlannedResult[]
  readonly unmatched: readonly { readonly test: FoundTest; readonly reason: string }[]
  /** Second and later IDs in a test's name that match no test case. */
  readonly unknownIds: readonly { readonly test: FoundTest; readonly id: string }[]
  readonly broken: FoundTests['broken']
  readonly testCount: number
}

const longestNote = 4_000

export function makePlan({ tests, broken }: FoundTests, cases: readonly RunCase[]): Plan {
  const { matched, unmatched } = matchTests(tests, cases)
  return {
    results: outcomesByCase(matched).map(plannedResult),
    unmatched,
    unknownIds: matched.flatMap(({ test, unknownIds }) => unknownIds.map((id) => ({ test, id }))),
    broken,
    testCount: tests.length,
  }
}

function plannedResult(outcome: CaseOutcome<RunCase, FoundTest>): PlannedResult {
  return {
    testCase: outcome.case,
    outcome: outcome.outcome,
    isFlaky: outcome.flaky,
    note: noteOf(outcome),
    tests: outcome.tests,
  }
}

function noteOf({ outcome, message, details, flaky, tests }: CaseOutcome<RunCase>): string | undefined {
  if (outcome === 'passed') {
    if (!flaky) return undefined
    const attempts = Math.max(...tests.map((test) => test.attempts))
    return `Flaky: passed, but not in all of its ${attempts} attempts. ${message}`.trim().slice(0, longestNote)
  }
  const text = details.startsWith(message) ? details : [message, details].filter(Boolean).join('\n\n')
  return text === '' ? undefined : text.slice(0, longestNote)
}
