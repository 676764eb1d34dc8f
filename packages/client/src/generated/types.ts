// Generated from the contract by `pnpm generate`. Do not edit.

export type { AssignTestRunCaseUserRequest, Error, ErrorDetail, Message, PageInfo, TestRunCaseAssignment, Timestamp, User, UserStatus } from '@testsigma-tms/types'
export type { TestRuns, AssignTestRunCaseUserParams } from './test-runs.ts'
export type { Users, ListUsersParams } from './users.ts'
