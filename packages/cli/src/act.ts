import type { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** Passes the work of a command to the caller of `createProgram`, which runs it. */
export type Act = (work: (terminal: Terminal) => Promise<ExitCode>) => void
