import type { ReportedTest, TestOutcome } from '@testsigma-tms/junit'

/** A file of a test: on disk, or in memory. */
export interface Evidence {
  readonly name: string
  readonly path?: string
  readonly body?: Uint8Array
}

/** One test as a runner reports it, after its last attempt so far. */
export interface FinishedTest {
  /** The same for all attempts of one test; a later attempt replaces an earlier one. */
  readonly id: string
  readonly name: string
  /** File of the test. `suites` are the suites in it, outermost first. */
  readonly file: string
  readonly suites: readonly string[]
  readonly outcome: TestOutcome
  /** Reason of a failure or skip. */
  readonly error?: string | undefined
  /** Seconds. */
  readonly duration: number
  readonly attempts: number
  readonly flaky: boolean
  /** Texts that may name test cases, in addition to the title: annotations, tags, properties. */
  readonly properties: readonly { readonly name: string; readonly value: string }[]
  readonly evidence: readonly Evidence[]
}

/** The parts of a test that are known before it runs. */
export type PlannedTest = Pick<FinishedTest, 'name' | 'file' | 'suites' | 'properties'>

const longestMessage = 1_000
const longestDetails = 8_000

/** Converts a test to the form of a report, so that reports and reporters find test cases by the same rules. */
export function toReported(test: PlannedTest & Partial<FinishedTest>): ReportedTest {
  const { name, file, suites, properties, outcome = 'skipped', error = '', attempts = 0, flaky = false } = test
  return {
    name,
    classname: [file, ...suites].join(' > '),
    suites: [file],
    outcome,
    message: (error.split('\n')[0] ?? '').slice(0, longestMessage),
    details: error.slice(0, longestDetails),
    duration: test.duration ?? 0,
    properties,
    attachments: [],
    attempts,
    flaky,
    line: 0,
  }
}
