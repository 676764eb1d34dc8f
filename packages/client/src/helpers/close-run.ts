import type { TestsigmaClient } from '../client.ts'
import type { GetTestRunParams, TestRun } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import { readArguments } from './arguments.ts'
import { fromCaller } from './caller.ts'

/**
 * Closes a test run. Nothing but the status is sent: not all that a GET returns can be sent back.
 * @throws {NotFoundError} when the run does not exist
 */
export async function closeRun(tms: TestsigmaClient, run: GetTestRunParams, options?: CallOptions): Promise<TestRun> {
  return fromCaller(async () => {
    const own = readArguments('closeRun', 'testRuns', tms, run)
    return tms.testRuns.update({ ...own, status: 'CLOSED' }, options)
  })
}
