export { type ExitCode, exitCode } from './exit-code.ts'
export { judge } from './judge.ts'
export { type Progress, startProgress, type Watcher } from './progress.ts'
export { prepareReport, REPORT_HELP, REPORT_OPTIONS, type ReportOptions, rendered } from './report.ts'
export type {
  FilePlace,
  Finding,
  GateDescription,
  GateKind,
  GateResult,
  Outcome,
  Place,
  RequestPlace,
} from './result.ts'
