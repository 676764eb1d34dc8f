import type { ExitCode } from '../report/exit-code.ts'
import type { Command } from './command.ts'
import { UsageError } from './usage-error.ts'

/** How to come to a command. */
export interface CommandEntry {
  readonly name: string
  /** What it does, in one line. */
  readonly summary: string
  /** Loads it, with the modules that it alone needs. */
  load(): Promise<Command>
}

/** A program whose first argument names a command. */
export interface Program {
  /** What its users type: `tms-drift`. */
  readonly name: string
  /** What it is for, in one line. */
  readonly summary: string
  readonly commands: readonly CommandEntry[]
  /** More about its options, in one line. */
  readonly note?: string
}

/** Runs the command that the first argument names. Whatever goes wrong is one line on stderr and exit code 2. */
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
