import type { Handlers } from './handler.ts'
import { assignTestRunCaseUser } from './test-runs.ts'
import { listUsers } from './users.ts'

export const handlers: Handlers = { assignTestRunCaseUser, listUsers }
