import type { TestsigmaClient } from '../client.ts'
import type { GetTestRunParams, TestRun } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'

/**
 * Closes a test run. Nothing but the status is sent: what reading a run answers cannot all be sent back.
 * @throws {NotFoundError} when the run does not exist
 */
export function closeRun(tms: TestsigmaClient, run: GetTestRunParams, options?: CallOptions): PromiseLike<TestRun> {
  return tms.testRuns.update({ ...run, status: 'CLOSED' }, options)
}
