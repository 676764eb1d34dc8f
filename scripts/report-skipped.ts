import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Prints skipped tests with their reasons after a test run, so that a green run says what it did not test. */
export default class ReportSkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')])
    if (skipped.length === 0) return
    const lines = [...Map.groupBy(skipped, reasonOf)].map(
      ([reason, tests]) => `  ${tests.length} x ${reason}: ${summary(tests)}`,
    )
    console.log(`Skipped ${skipped.length}:\n${lines.join('\n')}\n`)
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  return (result.state === 'skipped' && result.note) || 'no reason given'
}

function summary(tests: readonly TestCase[]): string {
  const names = tests.slice(0, 3).map(({ fullName }) => fullName)
  return names.join('; ') + (tests.length > 3 ? '; …' : '')
}
