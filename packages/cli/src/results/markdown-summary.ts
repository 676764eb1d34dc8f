import { oneLine } from '../output/table.ts'
import { countsOf, hintOf, isRecorded, type Summary, testName } from './summary.ts'

const most = 50

/** The summary for job summaries and pull request comments. */
export function markdownSummary(summary: Summary): string {
  const { plan, recorded, run, isDryRun, isInterrupted, leftOut } = summary
  const { recorded: done, cases, passed, failed, skipped, flaky, unmatched, tests } = countsOf(summary)
  const state = isDryRun
    ? 'dry run, nothing was sent'
    : `${done} of ${cases} results recorded${isInterrupted ? ', interrupted' : ''}`
  const hint = hintOf(summary)
  const lines = [
    `### Test results${run ? ` in ${code(run)}` : ''}: ${state}`,
    '',
    '| passed | failed | skipped | flaky | unmatched | tests |',
    '|---:|---:|---:|---:|---:|---:|',
    `| ${passed} | ${failed} | ${skipped} | ${flaky} | ${unmatched} | ${tests} |`,
    ...list(
      'Failed',
      plan.results
        .filter(({ outcome }) => outcome === 'failed')
        .map(
          ({ testCase, note = '' }) =>
            `${code(testCase.human_id)} ${escaped(testCase.title)}${note ? `: ${escaped(note.split('\n', 1)[0] ?? '')}` : ''}`,
        ),
    ),
    ...list(
      'Flaky',
      plan.results
        .filter(({ isFlaky }) => isFlaky)
        .map(({ testCase }) => `${code(testCase.human_id)} ${escaped(testCase.title)}`),
    ),
    ...list(
      'Not recorded',
      recorded
        .filter((one) => !isRecorded(one))
        .map(({ result, ending, reason = '' }) => `${code(result.testCase.human_id)} ${ending}: ${escaped(reason)}`),
    ),
    ...list(
      'Not linked to a test case',
      plan.unmatched.map(({ test, reason }) => `${code(testName(test))}: ${escaped(reason)}`),
    ),
    ...list(
      'Reports that cannot be read',
      plan.broken.map(({ file, reason }) => `${code(file.name)}: ${escaped(reason)}`),
    ),
    ...list(
      'Attachments left out',
      Array.from(leftOut, ([{ testCase }, problems]) =>
        problems.map((problem) => `${code(testCase.human_id)} ${escaped(problem)}`),
      ).flat(),
    ),
    ...(hint === undefined ? [] : ['', escaped(hint)]),
  ]
  return `${lines.join('\n')}\n`
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const rest = lines.length > most ? [`- … and ${lines.length - most} more`] : []
  return ['', `**${title}**`, '', ...lines.slice(0, most).map((line) => `- ${line}`), ...rest]
}

function escaped(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_{}[\]<>#|~&@]/g, String.raw`\$&`)
}

/** A code span with a fence longer than any run of backticks inside. */
function code(text: string): string {
  const line = oneLine(text)
  const fence = '`'.repeat(1 + Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length)))
  const space = fence.length > 1 ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}
