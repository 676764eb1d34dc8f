import type { ExitCode } from '../report/exit-code.ts'
import type { Command } from './command.ts'
import { UsageError } from './usage-error.ts'

/** A command that is loaded on demand. */
export interface CommandEntry {
  readonly name: string
  /** Description in one line. */
  readonly summary: string
  /** Imports the command and the modules that only it needs. */
  load(): Promise<Command>
}

/** A program whose first argument names a command. */
export interface Program {
  /** What users type, such as `tms-drift`. */
  readonly name: string
  /** Purpose in one line. */
  readonly summary: string
  readonly commands: readonly CommandEntry[]
  /** One more line for the help. */
  readonly note?: string
}

/** Runs the command that the first argument names. Every error is printed as one line on stderr, with exit code 2. */
export async function runProgram(program: Program, [first, ...args]: readonly string[]): Promise<ExitCode> {
  const entry = program.commands.find(({ name }) => name === first)
  if (entry === undefined && first === '--help') return print(helpOf(program))
  if (entry === undefined) {
    return refuse(program, first === undefined ? 'no command given' : `unknown command "${first}"`)
  }
  try {
    const command = await entry.load()
    return args.includes('--help') ? print(command.help) : await command.run(args)
  } catch (error) {
    if (error instanceof UsageError) return refuse(program, error.message)
    console.error(`${program.name} ${entry.name}: ${error instanceof Error ? error.message : error}`)
    return 2
  }
}

function helpOf({ name, summary, commands, note = '' }: Program): string {
  return `Usage: ${name} <command> [options]

${summary}

Commands
${commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`).join('\n')}

${name} <command> --help shows the options of a command.
${note}`
}

function print(text: string): ExitCode {
  process.stdout.write(text)
  return 0
}

function refuse({ name }: Program, problem: string): ExitCode {
  console.error(`${name}: ${problem}. See --help.`)
  return 2
}
