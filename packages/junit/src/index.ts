export { decodeReport } from './decode.ts'
export {
  type Match,
  type Matches,
  matchTests,
  type TestCaseReference,
  TestMatcher,
  type UnmatchedTest,
} from './match.ts'
export { AttemptMerger, mergeAttempts } from './merge-attempts.ts'
export { type CaseOutcome, outcomesByCase } from './outcomes-by-case.ts'
export { parseReport, type ReportSource, readReport } from './read-report.ts'
export { ReportError } from './report-error.ts'
export type { ReportedTest, TestOutcome } from './reported-test.ts'
