export type TestOutcome = 'passed' | 'failed' | 'skipped'

/** One test of a report. After `mergeAttempts`, all attempts of one test. */
export interface ReportedTest {
  readonly name: string
  readonly classname: string
  /** Names of the enclosing suites, outermost first, with the host if the suite has one. */
  readonly suites: readonly string[]
  readonly outcome: TestOutcome
  /** Reason of a failure or skip: one line of at most 1,000 characters, or `''`. */
  readonly message: string
  /** Full text of the failure, cut off after 8,000 characters, or `''`. */
  readonly details: string
  /** Seconds, summed over all attempts; absent if the report has no times. */
  readonly duration?: number
  /**
   * Properties that may contain test case IDs: `testsigma`, `test_id`, `test_key`, `testcase_id`, and `display-name`
   * for the display name of the JUnit Platform. At most 100.
   */
  readonly properties: readonly IdProperty[]
  /** Paths of attached files, as in the report. At most 100. */
  readonly attachments: readonly string[]
  /** Number of attempts; 0 for a test that did not run. */
  readonly attempts: number
  /** Whether some attempts passed and others failed. */
  readonly flaky: boolean
  /** Line of the report where the test starts, counted from 1. */
  readonly line: number
}

export interface IdProperty {
  readonly name: string
  readonly value: string
}
