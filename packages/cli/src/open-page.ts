import { spawn } from 'node:child_process'
import type { GlobalOptions } from './configuration/settings.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { documentedAddress } from './generated/index.ts'
import { openSession } from './session.ts'
import { type Terminal, write } from './terminal.ts'

export interface OpenOptions extends GlobalOptions {
  readonly print?: boolean
}

/** The command that opens a URL, by platform; the default is xdg-open. */
const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/**
 * `tms open`: opens the page of a run or of the project in the application. In a pipe or in CI, prints the URL only.
 */
export async function openPage(terminal: Terminal, run: string | undefined, options: OpenOptions): Promise<ExitCode> {
  const { tms, settings, project_id, signal } = await openSession(terminal, options)
  const { origin } = new URL(settings.baseUrl ?? documentedAddress)
  const address =
    run === undefined
      ? `${origin}/ui/projects/${project_id}/`
      : `${origin}/ui/test_runs/${(await tms.testRuns.get({ project_id, test_run_id: run }, { signal })).id}/`
  await write(terminal, `${address}\n`)
  if (terminal.stdout.isTTY && !options.print && !terminal.env.CI) launch(address)
  return exitCodes.done
}

/** Errors are ignored: the URL has been printed already. */
function launch(address: string): void {
  const [program = 'xdg-open', ...args] = openers[process.platform] ?? []
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
