import { oneLine } from '../output/table.ts'
import type { Plan, PlannedResult } from './plan.ts'
import type { FoundTest } from './read-tests.ts'
import type { Recorded } from './record.ts'

/** Everything that the summaries show. */
export interface Summary {
  readonly project: string
  /** Human ID of the run; absent if there is none yet. */
  readonly run: string | undefined
  readonly isDryRun: boolean
  readonly isInterrupted: boolean
  readonly seconds: number
  readonly plan: Plan
  /** One entry per planned result; empty in a dry run. */
  readonly recorded: readonly Recorded[]
  /** Attachments that were, or would be, left out, with the reasons. */
  readonly leftOut: ReadonlyMap<PlannedResult, readonly string[]>
}

export interface Counts {
  readonly tests: number
  readonly cases: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: number
  readonly unmatched: number
  readonly recorded: number
  readonly not_recorded: number
  readonly broken_reports: number
}

export function countsOf({ plan, recorded }: Summary): Counts {
  const of = (outcome: string) => plan.results.filter((result) => result.outcome === outcome).length
  const done = recorded.filter(isRecorded).length
  return {
    tests: plan.testCount,
    cases: plan.results.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    flaky: plan.results.filter(({ isFlaky }) => isFlaky).length,
    unmatched: plan.unmatched.length,
    recorded: done,
    not_recorded: recorded.length - done,
    broken_reports: plan.broken.length,
  }
}

export function isRecorded({ ending }: Recorded): boolean {
  return ending === 'recorded' || ending === 'earlier'
}

/** Class and name of a test, in one line. */
export function testName({ name, classname }: FoundTest): string {
  const isMore = classname !== '' && !name.includes(classname) && !classname.includes(name)
  return oneLine(isMore ? `${classname} › ${name}` : name || classname) || 'a test without a name'
}

/** A suggestion for reports that gave no results. */
export function hintOf({ plan }: Summary): string | undefined {
  if (plan.results.length > 0) return undefined
  if (plan.testCount > 0) return howToMap
  return plan.broken.length > 0 ? undefined : 'The reports contain no tests. Did the test run fail to start?'
}

/** How to put IDs into tests, if no test matched. */
const howToMap =
  'Write the human ID of the test case into the name of the test ("DEMO-1 pays", test_DEMO_1_pays, [DEMO-1]), or give it as a property: <property name="testsigma" value="DEMO-1"/>.'
