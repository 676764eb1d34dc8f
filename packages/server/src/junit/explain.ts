import type { Match, Matches, ReportedTest } from '@testsigma-tms/junit'

const mostSentences = 1000
const longestName = 200
const longestReason = 300

/** Remarks on an import, one sentence each; the first 1,000. */
export function explain(matches: Matches<unknown>): string[] {
  const shown: string[] = []
  let rest = 0
  for (const sentence of sentences(matches)) {
    if (shown.length < mostSentences) shown.push(sentence())
    else rest++
  }
  return rest > 0 ? [...shown, `and ${rest} more`] : shown
}

/** Yields functions, so that only the sentences shown are built: there may be a hundred thousand. */
function* sentences({ matched, unmatched }: Matches<unknown>): Generator<() => string> {
  if (matched.length === 0) yield () => nothing(unmatched.length)
  for (const { test, reason } of unmatched) yield () => `${nameOf(test)}: ${reason.slice(0, longestReason)}`
  for (const match of matched) yield* remarks(match)
}

function nothing(tests: number): string {
  if (tests === 0) return 'nothing was imported: the report has no tests'
  return 'nothing was imported: no test of the report belongs to a test case of the run; write IDs such as DEMO-1 into the names'
}

function* remarks({ test, unknownIds }: Match<unknown>): Generator<() => string> {
  if (test.flaky) yield () => `${nameOf(test)}: flaky, as its ${test.attempts} attempts ended differently`
  for (const id of unknownIds)
    yield () => `${nameOf(test)}: it names ${id.slice(0, longestName)} too, which is no test case here`
}

function nameOf({ name, classname }: ReportedTest): string {
  const parts = [classname, name].filter((part) => part !== '')
  return parts.map((part) => part.slice(0, longestName)).join(' › ') || 'a test without a name'
}
