import { runProgram } from '@testsigma-tms/drift/command-line'
import { commands } from './commands/index.ts'

const summary = 'Checks whether anything in this repository is stale, breaking or has drifted.'

/** Runs the command line, without the program's name. */
export function main(args: readonly string[]): Promise<number> {
  // `pnpm check -- --only wire` passes on the two dashes.
  return runProgram(
    { name: 'tms-check', summary, commands },
    args.filter((argument) => argument !== '--'),
  )
}
