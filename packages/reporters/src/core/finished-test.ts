import type { ReportedTest, TestOutcome } from '@testsigma-tms/junit'

/** A file that belongs to a test: on disk, or in memory. */
export interface Evidence {
  readonly name: string
  readonly path?: string
  readonly body?: Uint8Array
}

/** What a runner says about one test, after its last attempt so far. */
export interface FinishedTest {
  /** The same for all attempts of one test; a later one takes the place of the earlier. */
  readonly id: string
  readonly name: string
  /** File of the test, and the suites in it around the test. */
  readonly file: string
  readonly suites: readonly string[]
  readonly outcome: TestOutcome
  /** Why it failed or was skipped. */
  readonly error?: string | undefined
  /** Seconds. */
  readonly duration: number
  readonly attempts: number
  readonly flaky: boolean
  /** Texts that name test cases beside the title: annotations, tags, properties. */
  readonly properties: readonly { readonly name: string; readonly value: string }[]
  readonly evidence: readonly Evidence[]
}

/** What a runner knows of a test before it runs. */
export type PlannedTest = Pick<FinishedTest, 'name' | 'file' | 'suites' | 'properties'>

const longestMessage = 1_000
const longestDetails = 8_000

/** The same test as a report would have it, so that reports and reporters find test cases by the same rules. */
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
