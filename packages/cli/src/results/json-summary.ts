import { countsOf, type Summary } from './summary.ts'

/** The complete summary as JSON. */
export function jsonSummary(summary: Summary): string {
  const { project, run, isDryRun, isInterrupted, seconds, plan, recorded, leftOut } = summary
  const endings = new Map(recorded.map((one) => [one.result, one]))
  const document = {
    project_id: project,
    run: run ?? null,
    dry_run: isDryRun,
    interrupted: isInterrupted,
    seconds,
    counts: countsOf(summary),
    results: plan.results.map((result) => {
      const { ending, reason } = endings.get(result) ?? {}
      return {
        test_case_id: result.testCase.id,
        human_id: result.testCase.human_id,
        title: result.testCase.title,
        outcome: result.outcome,
        flaky: result.isFlaky,
        note: result.note ?? null,
        recorded: ending ?? null,
        reason: reason ?? null,
        attachment_problems: leftOut.get(result) ?? [],
        tests: result.tests.map(({ name, classname, file, line }) => ({ name, classname, file: file.name, line })),
      }
    }),
    unmatched: plan.unmatched.map(({ test: { name, classname, file, line }, reason }) => ({
      name,
      classname,
      file: file.name,
      line,
      reason,
    })),
    unknown_ids: plan.unknownIds.map(({ test, id }) => ({ id, name: test.name })),
    broken_reports: plan.broken.map(({ file, reason }) => ({ file: file.name, reason })),
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}
