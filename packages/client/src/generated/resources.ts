// Generated from the contract by `pnpm generate`. Do not edit.

import type { Caller } from '../caller.ts'
import { TestRuns } from './test-runs.ts'
import { Users } from './users.ts'

/** The resources of the API. */
export interface Resources {
  readonly testRuns: TestRuns
  readonly users: Users
}

export function createResources(caller: Caller): Resources {
  return {
    testRuns: new TestRuns(caller),
    users: new Users(caller),
  }
}
