import { type ExitCode, exitCode } from '../report/exit-code.ts'
import { type Progress, startProgress } from '../report/progress.ts'
import { prepareReport, type ReportOptions } from '../report/report.ts'
import type { GateResult } from '../report/result.ts'

/** Checks the report options, shows progress, writes the report, and returns the exit code. */
export async function reported(
  options: ReportOptions,
  work: (progress: Progress) => Promise<readonly GateResult[]>,
): Promise<ExitCode> {
  const report = await prepareReport(options)
  const progress = startProgress()
  const results = await work(progress)
  progress.stop()
  await report(results)
  return exitCode(results)
}
