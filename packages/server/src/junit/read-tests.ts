// Imported, because users of the server may mock the global timers in their tests.
import { setImmediate } from 'node:timers/promises'
import { AttemptMerger, ReportError, type ReportedTest, readReport } from '@testsigma-tms/junit'

const sliceSize = 64 * 1024
/** More than any known suite has; each test takes half a kilobyte of memory, so the number must be limited. */
const mostTests = 200_000

/** The tests of a report, with their attempts merged, or the reason why it is invalid. */
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

/** Yields slices of the report, so that requests are served while a long one is read. */
async function* inSlices(report: string, closing: AbortSignal): AsyncGenerator<string> {
  for (let start = 0; start === 0 || start < report.length; start += sliceSize) {
    await setImmediate()
    closing.throwIfAborted()
    yield report.slice(start, start + sliceSize)
  }
}
