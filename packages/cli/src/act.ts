import type { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** Hands the work of a command to whoever runs the program. */
export type Act = (work: (terminal: Terminal) => Promise<ExitCode>) => void
