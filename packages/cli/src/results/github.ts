import { appendFile } from 'node:fs/promises'
import { say, type Terminal } from '../terminal.ts'
import { markdownSummary } from './markdown-summary.ts'
import { hintOf, isRecorded, type Summary, testName } from './summary.ts'

/** GitHub shows ten annotations of each kind per step. */
const most = 10

/** On GitHub Actions: writes annotations, the job summary, and the run as an output of the step. */
export async function tellGithub(terminal: Terminal, summary: Summary): Promise<void> {
  const { env } = terminal
  if (env.GITHUB_ACTIONS !== 'true') return
  for (const line of annotations(summary)) say(terminal, line)
  if (env.GITHUB_STEP_SUMMARY) await append(terminal, env.GITHUB_STEP_SUMMARY, `${markdownSummary(summary)}\n`)
  if (env.GITHUB_OUTPUT && summary.run) await append(terminal, env.GITHUB_OUTPUT, `run=${summary.run}\n`)
}

function annotations(summary: Summary): string[] {
  const { plan, recorded } = summary
  const failed = plan.results.filter(({ outcome }) => outcome === 'failed')
  const lost = recorded.filter((one) => !isRecorded(one))
  const hint = hintOf(summary)
  return [
    ...(hint === undefined ? [] : [annotation('error', 'No results', hint)]),
    ...failed
      .slice(0, most)
      .map(({ testCase, note = 'failed' }) => annotation('error', `${testCase.human_id} ${testCase.title}`, note)),
    ...lost
      .slice(0, most)
      .map(({ result, reason = '' }) => annotation('error', `${result.testCase.human_id} was not recorded`, reason)),
    ...plan.broken.slice(0, most).map(({ file, reason }) => annotation('error', `${file.name} cannot be read`, reason)),
    ...plan.unmatched
      .slice(0, most)
      .map(({ test, reason }) => annotation('warning', `${testName(test)} is not linked to a test case`, reason)),
  ]
}

/** Formats a workflow command. Unescaped text could inject another command. */
function annotation(kind: 'error' | 'warning', title: string, message: string): string {
  const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return `::${kind} title=${escaped(title).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${escaped(message)}`
}

/** A failure to write the summary or output must not fail the step. */
async function append(terminal: Terminal, path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text)
  } catch (error) {
    say(terminal, `tms: ${path} cannot be written: ${(error as Error).message}`)
  }
}
