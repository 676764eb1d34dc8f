export type TestOutcome = 'passed' | 'failed' | 'skipped'

/** One test of a report. After `mergeAttempts`, all attempts of it. */
export interface ReportedTest {
  readonly name: string
  readonly classname: string
  /** Names of the suites around it, outermost first, with the host where a suite names one. */
  readonly suites: readonly string[]
  readonly outcome: TestOutcome
  /** Why it failed or was skipped: one line of at most 1,000 characters, or `''`. */
  readonly message: string
  /** What the failure says in full, cut after 8,000 characters, or `''`. */
  readonly details: string
  /** Seconds, summed over its attempts; absent when the report does not say. */
  readonly duration?: number
  /**
   * Values of properties that may name a test case: `testsigma`, `test_id`, `test_key`, `testcase_id`, and `display-name`
   * for that of the JUnit Platform. At most 100.
   */
  readonly properties: readonly IdProperty[]
  /** Paths of files that belong to it, as the report writes them. At most 100. */
  readonly attachments: readonly string[]
  /** How often it ran; 0 for a test that did not. */
  readonly attempts: number
  /** It passed in some attempts and failed in others. */
  readonly flaky: boolean
  /** Line of the report where it starts, counted from 1. */
  readonly line: number
}

export interface IdProperty {
  readonly name: string
  readonly value: string
}
