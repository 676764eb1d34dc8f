import { kept } from './limits.ts'
import type { ReportedTest } from './reported-test.ts'
import { TestKeys } from './test-keys.ts'

/**
 * Merges the attempts of each test of one report: tests with the same suites, class name and name. The last attempt
 * that ran decides. But a failure after a success remains a failure, because tools do not retry tests that passed.
 * Tests of several reports are not attempts of one another.
 * @returns one entry per test, in the order of the first attempts
 */
export function mergeAttempts(tests: Iterable<ReportedTest>): ReportedTest[] {
  const merger = new AttemptMerger()
  for (const test of tests) merger.add(test)
  return merger.tests()
}

/** Streaming version of `mergeAttempts`. */
export class AttemptMerger<Test extends ReportedTest = ReportedTest> {
  readonly #keys = new TestKeys()
  readonly #merged = new Map<string, Test>()

  add(test: Test): void {
    const key = this.#keys.of(test)
    const earlier = this.#merged.get(key)
    this.#merged.set(key, earlier ? merge(earlier, test) : test)
  }

  /** One entry per test so far, in the order of the first attempts. */
  tests(): Test[] {
    return [...this.#merged.values()]
  }
}

function merge<Test extends ReportedTest>(earlier: Test, later: Test): Test {
  const hasFailedAfterSuccess = earlier.outcome === 'failed' && earlier.flaky
  const decisive = later.outcome === 'skipped' || hasFailedAfterSuccess ? earlier : later
  const ran = [earlier, later].filter(({ outcome }) => outcome !== 'skipped')
  const durations = [earlier, later].flatMap(({ duration }) => duration ?? [])
  return {
    ...decisive,
    line: earlier.line,
    ...(durations.length > 0 ? { duration: durations.reduce((sum, one) => sum + one) } : {}),
    message: decisive.message || earlier.message,
    details: decisive.details || earlier.details,
    properties: unique([...earlier.properties, ...later.properties], ({ name, value }) => `${name}=${value}`),
    attachments: unique([...earlier.attachments, ...later.attachments], (path) => path),
    attempts: earlier.attempts + later.attempts,
    flaky: earlier.flaky || later.flaky || new Set(ran.map(({ outcome }) => outcome)).size > 1,
  }
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()].slice(0, kept.listed)
}
