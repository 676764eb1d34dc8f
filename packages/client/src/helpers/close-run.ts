import type { TestsigmaClient } from '../client.ts'
import type { GetTestRunParams, TestRun } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import { readArguments } from './arguments.ts'
import { fromCaller } from './caller.ts'

/**
 * Closes a test run. Only the status is sent, because the API does not accept all fields that a GET returns.
 * @throws {NotFoundError} when the run does not exist
 */
export async function closeRun(tms: TestsigmaClient, run: GetTestRunParams, options?: CallOptions): Promise<TestRun> {
  return fromCaller(async () => {
    const own = readArguments('closeRun', 'testRuns', tms, run)
    return tms.testRuns.update({ ...own, status: 'CLOSED' }, options)
  })
}
