// Not the global one, which tests of those who use the server may replace.
import { setImmediate } from 'node:timers/promises'
import { AttemptMerger, ReportError, type ReportedTest, readReport } from '@testsigma-tms/junit'

const sliceSize = 64 * 1024
/** More than any suite is known to have; each takes half a kilobyte of memory, so a report of empty ones takes much. */
const mostTests = 200_000

/** The tests of a report, with their attempts merged, or why it is none. */
export async function readTests(
  report: string,
  closing: AbortSignal,
): Promise<{ tests: ReportedTest[] } | { reason: string }> {
  const merger = new AttemptMerger()
  let count = 0
  try {
    for await (const test of readReport(inSlices(report, closing))) {
      if (++count > mostTests) return { reason: `junit_xml: the report has more than ${mostTests} tests` }
      merger.add(test)
    }
    return { tests: merger.tests() }
  } catch (error) {
    if (error instanceof ReportError) return { reason: `junit_xml: ${error.message}` }
    throw error
  }
}

/** Lets requests be served while a long report is read. */
async function* inSlices(report: string, closing: AbortSignal): AsyncGenerator<string> {
  for (let start = 0; start === 0 || start < report.length; start += sliceSize) {
    await setImmediate()
    closing.throwIfAborted()
    yield report.slice(start, start + sliceSize)
  }
}
