import { type Command, CommanderError } from 'commander'
import { withHelp } from './command-path.ts'
import { CommandError, type ExitCode, exitCodes } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { refuseKeys } from './refuse-keys.ts'
import { type Surroundings, say, type Terminal, widthOf, withoutKeys } from './terminal.ts'

/** Runs one command line and returns its exit code. Never throws: errors are printed to stderr. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { TESTSIGMA_API_KEY, TESTSIGMA_API_TOKEN } = surroundings.env
  const keys = [TESTSIGMA_API_KEY, TESTSIGMA_API_TOKEN].flatMap((key) => key?.trim() || [])
  const failures: NodeJS.ErrnoException[] = []
  surroundings.stdout.on('error', (error) => failures.push(error))
  const terminal = { ...surroundings, keys: new Set(keys), failures }
  const exitCode = await run(args, terminal)
  // Flushes stdout; a write error may still arrive before that.
  await new Promise<void>((resolve) => terminal.stdout.write('', () => resolve()))
  const [{ code } = {}] = failures
  // EPIPE is not an error: the reader, such as `head`, has closed the pipe.
  if (code === undefined || code === 'EPIPE') return exitCode
  say(terminal, `tms: stdout cannot be written: ${code}`)
  return exitCode === exitCodes.done ? exitCodes.incomplete : exitCode
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    refuseKeys(args)
    let work: ((terminal: Terminal) => Promise<ExitCode>) | undefined
    const program = await createProgram(args, (chosen) => {
      work = chosen
    })
    configure(program, terminal)
    await program.parseAsync(withHelp(program, args), { from: 'user' })
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

/** Loaded only after an error, because it imports the client. */
async function described(error: unknown) {
  return (await import('./describe-error.ts')).describeError(error)
}

/** Commander prints and exits by itself unless each command is configured otherwise. */
function configure(command: Command, terminal: Terminal): void {
  const { stdout, stderr } = terminal
  command.exitOverride().configureOutput({
    writeOut: (text) => stdout.write(withoutKeys(terminal, text)),
    writeErr: (text) => stderr.write(withoutKeys(terminal, text)),
    getOutHelpWidth: () => widthOf(stdout, 100),
    getErrHelpWidth: () => widthOf(stderr, 100),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  })
  for (const inner of command.commands) configure(inner, terminal)
}
