/** What a command exits with. The README has the same table. */
export const exitCodes = {
  done: 0,
  /** `--fail-on-failed` and a test failed; `doctor` found a problem. */
  failed: 1,
  /** The API refused or could not be reached, or not every result could be recorded. */
  incomplete: 2,
  /** The command cannot work as it was written. */
  usage: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The command cannot work as it was written; nothing was changed. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.usage) {
    super(message)
    this.exitCode = exitCode
  }
}
