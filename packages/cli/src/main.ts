import { type Command, CommanderError } from 'commander'
import { CommandError, type ExitCode, exitCodes } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { refuseKeys } from './refuse-keys.ts'
import { say, type Terminal } from './terminal.ts'

/** Runs one command line. Never throws: what goes wrong is said on stderr. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    refuseKeys(args)
    let work: ((terminal: Terminal) => Promise<ExitCode>) | undefined
    const program = await createProgram(args, (chosen) => {
      work = chosen
    })
    configure(program, terminal)
    await program.parseAsync(args, { from: 'user' })
    return work ? await work(terminal) : exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    if (terminal.signal.aborted) {
      say(terminal, 'tms: interrupted.')
      return exitCodes.interrupted
    }
    const { message, exitCode } = error instanceof CommandError ? error : await described(error)
    say(terminal, `tms: ${message}`)
    return exitCode
  }
}

/** Loaded where something went wrong, as it brings the client with it. */
async function described(error: unknown) {
  return (await import('./describe-error.ts')).describeError(error)
}

/** Commander prints and exits by itself unless it is told otherwise, command by command. */
function configure(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
    getOutHelpWidth: () => terminal.stdout.columns ?? 100,
    getErrHelpWidth: () => terminal.stderr.columns ?? 100,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  })
  for (const inner of command.commands) configure(inner, terminal)
}
