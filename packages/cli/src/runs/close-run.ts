import { closeRun } from '@testsigma-tms/client/helpers'
import type { GlobalOptions } from '../configuration/settings.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { nameOf } from '../results/target-run.ts'
import { openSession } from '../session.ts'
import { say, type Terminal } from '../terminal.ts'

/** `tms run close`: makes the results final. Closing a closed run has no effect. */
export async function closeTestRun(terminal: Terminal, test_run_id: string, options: GlobalOptions): Promise<ExitCode> {
  const { tms, project_id, signal } = await openSession(terminal, options)
  const run = await tms.testRuns.get({ project_id, test_run_id }, { signal })
  if (run.status === 'CLOSED') say(terminal, `${nameOf(run)} is already closed.`)
  else {
    await closeRun(tms, { project_id, test_run_id: run.id }, { signal })
    say(terminal, `Closed ${nameOf(run)}.`)
  }
  return exitCodes.done
}
