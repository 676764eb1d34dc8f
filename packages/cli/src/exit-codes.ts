/** Exit codes of the commands. The README has the same table. */
export const exitCodes = {
  done: 0,
  /** `--fail-on-failed` and a test failed; `doctor` found a problem. */
  failed: 1,
  /** The API refused a request or could not be reached, or some results could not be recorded. */
  incomplete: 2,
  /** The command line or its input is invalid. */
  usage: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The command line or its input is invalid; nothing was changed. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.usage) {
    super(message)
    this.exitCode = exitCode
  }
}
