import { type CaseOutcome, type Match, matchTests, outcomesByCase } from '@testsigma-tms/junit'
import { type FinishedTest, toReported } from './finished-test.ts'
import type { RunCase } from './target.ts'

/** The combined result of one test case. */
export interface CaseResult {
  readonly outcome: CaseOutcome<RunCase>
  /** The tests that decided the outcome; their files are attached to the result. */
  readonly tests: readonly FinishedTest[]
}

/**
 * Groups tests by test case as they finish. A test case may have several tests, and a test may finish several times
 * because of retries: each time, the result of the test case is computed again.
 */
export class CaseResults {
  readonly #cases: readonly RunCase[]
  readonly #tests = new Map<string, FinishedTest>()
  readonly #byCase = new Map<RunCase, Set<string>>()
  readonly #unmatched = new Map<string, string>()

  constructor(cases: readonly RunCase[]) {
    this.#cases = cases
  }

  /** @returns the test cases whose result has changed */
  add(tests: readonly FinishedTest[]): Set<RunCase> {
    const changed = new Set<RunCase>()
    const finished = new Map(tests.map((test) => [toReported(test), test]))
    const { matched, unmatched } = matchTests(finished.keys(), this.#cases)
    for (const { test, reason } of unmatched) {
      const { suites, name } = finished.get(test) as FinishedTest
      this.#unmatched.set([...suites, name].join(' > '), reason)
    }
    for (const { test, cases } of matched) {
      const own = finished.get(test) as FinishedTest
      this.#tests.set(own.id, own)
      for (const one of cases) {
        changed.add(one)
        this.#byCase.set(one, (this.#byCase.get(one) ?? new Set()).add(own.id))
      }
    }
    return changed
  }

  resultOf(one: RunCase): CaseResult {
    const own = [...(this.#byCase.get(one) ?? [])].map((id) => this.#tests.get(id) as FinishedTest)
    const reported = own.map((test) => [toReported(test), test] as const)
    const matches: Match<RunCase>[] = reported.map(([test]) => ({ test, cases: [one], unknownIds: [] }))
    const [outcome] = outcomesByCase(matches)
    if (outcome === undefined) throw new Error(`No test belongs to ${one.human_id}.`)
    return { outcome, tests: own.filter((test) => test.outcome === outcome.outcome) }
  }

  /** All tests of these test cases. */
  testsOf(cases: Iterable<RunCase>): FinishedTest[] {
    const ids = new Set([...cases].flatMap((one) => [...(this.#byCase.get(one) ?? [])]))
    return [...ids].map((id) => this.#tests.get(id) as FinishedTest)
  }

  /** Names of tests that belong to no test case, with the reason. */
  get unmatched(): ReadonlyMap<string, string> {
    return this.#unmatched
  }
}

/** The note of a result. */
export function noteOf({ outcome: { message, details, flaky, tests } }: CaseResult): string {
  const attempts = Math.max(...tests.map((test) => test.attempts))
  const reason = details || message
  const first = flaky ? `Flaky: it took ${attempts} attempts.` : ''
  return readable([first, reason].filter(Boolean).join('\n'))
}

/** Replaces what the API does not accept in a text: control characters and lone surrogates. */
function readable(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}--[\t\n\r]]/gv, '\ufffd')
}
