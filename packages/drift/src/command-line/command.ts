import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { ExitCode } from '../report/exit-code.ts'
import { UsageError } from './usage-error.ts'

/** One command of `tms-drift`. */
export interface Command {
  /** What `tms-drift <command> --help` prints. */
  readonly help: string
  /** Runs the command. An exception becomes exit code 2. */
  run(args: readonly string[]): Promise<ExitCode>
}

/** Parses a command's options. @throws {UsageError} for an unknown one */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  { allowPositionals = false } = {},
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
