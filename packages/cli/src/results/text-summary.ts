import { type Colour, painter } from '../output/colours.ts'
import { oneLine } from '../output/table.ts'
import type { Terminal } from '../terminal.ts'
import { type Counts, countsOf, hintOf, isRecorded, type Summary, testName } from './summary.ts'

/** Maximum number of lines per section; --format json shows all. */
const most = 10

const colours: Record<string, Colour> = { passed: 'green', failed: 'red', skipped: 'yellow' }

/** The summary for people. */
export function textSummary(summary: Summary, terminal: Terminal): string {
  const paint = painter(terminal.stdout, terminal.env)
  const { plan, recorded, isDryRun, leftOut } = summary
  const counts = countsOf(summary)
  const lost = recorded.filter((one) => !isRecorded(one))
  const shownResults = isDryRun
    ? plan.results
    : plan.results.filter(({ outcome, isFlaky }) => outcome === 'failed' || isFlaky)
  const sections = [
    section(
      isDryRun ? 'Would be recorded' : 'Failed or flaky',
      shownResults.map(({ testCase, outcome, isFlaky, tests }) => {
        const label = paint(colours[outcome] ?? 'red', `${outcome}${isFlaky ? ' (flaky)' : ''}`)
        return `${testCase.human_id}  ${label}  ${oneLine(testCase.title)}  ←  ${tests.map(testName).join(' + ')}`
      }),
      isDryRun ? Number.POSITIVE_INFINITY : most,
    ),
    section(
      'Not linked to a test case',
      plan.unmatched.map(({ test, reason }) => `${testName(test)}: ${oneLine(reason)}`),
      isDryRun ? Number.POSITIVE_INFINITY : most,
    ),
    section(
      'IDs without a test case',
      plan.unknownIds.map(({ test, id }) => `${oneLine(id)} in ${testName(test)}`),
    ),
    section(
      'Reports that cannot be read',
      plan.broken.map(({ file, reason }) => `${file.name}: ${oneLine(reason)}`),
    ),
    section(
      'Not recorded',
      lost.map(({ result, ending, reason = '' }) => `${result.testCase.human_id}  ${ending}: ${oneLine(reason)}`),
    ),
    section(
      'Attachments left out',
      Array.from(leftOut, ([{ testCase }, problems]) =>
        problems.map((problem) => `${testCase.human_id}  ${oneLine(problem)}`),
      ).flat(),
      isDryRun ? Number.POSITIVE_INFINITY : most,
    ),
  ]
  const hint = hintOf(summary)
  return `${sections.join('')}${hint === undefined ? '' : `${hint}\n\n`}${headline(summary, counts)}\n`
}

function headline({ run, isDryRun, isInterrupted, seconds }: Summary, counts: Counts): string {
  const { tests, cases, passed, failed, skipped, flaky, unmatched, recorded, not_recorded } = counts
  const outcomes = `${passed} passed, ${failed} failed, ${skipped} skipped${flaky > 0 ? `, ${flaky} flaky` : ''}`
  const where = run === undefined ? '' : ` in ${run}`
  if (isDryRun)
    return `Dry run: ${plural(tests, 'test')} would give ${plural(cases, 'result')}${where}: ${outcomes}. ${unmatched} unmatched. Nothing was sent.`
  const rest = not_recorded > 0 ? `, ${not_recorded} not` : ''
  const end = isInterrupted ? 'Interrupted: ' : ''
  return `${end}${recorded} of ${plural(cases, 'result')} recorded${where}${rest}: ${outcomes}. ${unmatched} of ${plural(tests, 'test')} unmatched. ${seconds.toFixed(1)} s.`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function section(title: string, lines: readonly string[], limit = most): string {
  if (lines.length === 0) return ''
  const shown = lines.slice(0, limit).map((line) => `  ${line}`)
  const rest = lines.length > limit ? [`  … and ${lines.length - limit} more`] : []
  return `${[`${title}:`, ...shown, ...rest].join('\n')}\n\n`
}
