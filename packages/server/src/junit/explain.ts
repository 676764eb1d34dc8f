import type { Match, Matches, ReportedTest } from '@testsigma-tms/junit'

const mostSentences = 1000
const longestName = 200

/** What somebody should know about an import: a sentence each, for the first 1,000. */
export function explain({ matched, unmatched }: Matches<unknown>): string[] {
  const sentences = [
    ...(matched.length === 0 ? [nothing(unmatched.length)] : []),
    ...unmatched.map(({ test, reason }) => `${nameOf(test)}: ${reason}`),
    ...matched.flatMap(remarks),
  ]
  const shown = sentences.slice(0, mostSentences)
  const rest = sentences.length - shown.length
  return rest > 0 ? [...shown, `and ${rest} more`] : shown
}

function nothing(tests: number): string {
  if (tests === 0) return 'nothing was imported: the report has no tests'
  return 'nothing was imported: no test of the report belongs to a test case of the run; write IDs such as DEMO-1 into the names'
}

function remarks({ test, unknownIds }: Match<unknown>): string[] {
  const name = nameOf(test)
  return [
    ...(test.flaky ? [`${name}: flaky, as its ${test.attempts} attempts ended differently`] : []),
    ...unknownIds.map((id) => `${name}: it names ${id} too, which is no test case here`),
  ]
}

function nameOf({ name, classname }: ReportedTest): string {
  const parts = [classname, name].filter((part) => part !== '')
  return parts.map((part) => part.slice(0, longestName)).join(' › ') || 'a test without a name'
}
