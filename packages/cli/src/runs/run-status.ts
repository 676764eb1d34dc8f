import { setTimeout } from 'node:timers/promises'
import type { TestRun } from '@testsigma-tms/client'
import type { GlobalOptions } from '../configuration/settings.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { resultNames } from '../results/result-names.ts'
import { readRunCases } from '../results/run-cases.ts'
import { nameOf } from '../results/target-run.ts'
import { openSession, type Session } from '../session.ts'
import { say, type Terminal, write } from '../terminal.ts'

export interface StatusOptions extends GlobalOptions {
  readonly watch?: boolean
  /** Polling interval in seconds. */
  readonly interval?: number
  /** Maximum watch time in seconds. */
  readonly within?: number
  readonly failOnFailed?: boolean
  readonly json?: boolean
}

interface Status {
  readonly run: TestRun
  readonly counts: Readonly<Record<string, number>>
  readonly total: number
  /** Number of test cases without a result. */
  readonly open: number
  readonly failed: number
}

/** Statuses that count as "no result yet", in lower case without spaces and `_`. */
const unfinished = ['untested', 'inprogress', 'running', 'retest']

/**
 * `tms run status`: counts results by status. With --watch, polls until all test cases have one or the run is closed.
 */
export async function showRunStatus(
  terminal: Terminal,
  test_run_id: string,
  options: StatusOptions,
): Promise<ExitCode> {
  const { watch = false, interval = 10, within = 3_600, failOnFailed } = options
  const session = await openSession(terminal, options)
  const until = Date.now() + within * 1000
  let shown = ''
  for (;;) {
    const status = await readStatus(session, test_run_id)
    const text = options.json ? `${JSON.stringify(document(status))}\n` : `${sentence(status)}\n`
    if (text !== shown) await write(terminal, text)
    shown = text
    const isEnded = status.open === 0 || status.run.status === 'CLOSED'
    if (!watch || isEnded) return failOnFailed && status.failed > 0 ? exitCodes.failed : exitCodes.done
    if (Date.now() + interval * 1000 > until) {
      say(terminal, `tms: ${status.open} test cases still have no result after ${within} seconds (--within).`)
      return exitCodes.incomplete
    }
    await setTimeout(interval * 1000, undefined, { signal: terminal.signal })
  }
}

async function readStatus({ tms, settings, project_id, signal }: Session, test_run_id: string): Promise<Status> {
  const run = await tms.testRuns.get({ project_id, test_run_id }, { signal })
  const counts: Record<string, number> = {}
  let total = 0
  let open = 0
  for (const { status = '' } of await readRunCases(tms, { project_id, signal }, run.id, { names: false })) {
    counts[status] = (counts[status] ?? 0) + 1
    total += 1
    if (unfinished.includes(status.toLowerCase().replaceAll(/[\s_]/g, ''))) open += 1
  }
  const failed = Object.entries(counts).filter(([status]) => isSame(status, resultNames(settings).of('failed')))
  return { run, counts, total, open, failed: failed.reduce((sum, [, count]) => sum + count, 0) }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function sentence({ run, counts, total, open }: Status): string {
  const parts = Object.entries(counts)
    .sort()
    .map(([status, count]) => `${count} ${status}`)
  return `${nameOf(run)} ${run.status}: ${total - open} of ${total} have a result${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`
}

function document({ run, counts, total, open }: Status) {
  return { run: nameOf(run), status: run.status, total, open, counts }
}
