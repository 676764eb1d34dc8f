export { type Command, parseOptions } from './command.ts'
export { reported } from './reported.ts'
export { type CommandEntry, type Program, runProgram } from './run.ts'
export { UsageError } from './usage-error.ts'
