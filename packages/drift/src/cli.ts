#!/usr/bin/env node
import { commands } from './commands/index.ts'
import type { ExitCode } from './report/exit-code.ts'
import { UsageError } from './usage-error.ts'

const HELP = `Usage: tms-drift <command> [options]

Tells stale, breaking and drift apart.

Commands
${commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}

tms-drift <command> --help shows the options of a command.
`

// `pnpm check -- --only wire` passes the two dashes on.
process.exitCode = await run(process.argv.slice(2).filter((argument) => argument !== '--'))

async function run([name, ...args]: string[]): Promise<ExitCode> {
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined && name === '--help') return print(HELP)
  if (command === undefined) return refuse(name === undefined ? 'no command given' : `unknown command "${name}"`)
  if (args.includes('--help')) return print(command.help)
  try {
    return await command.run(args)
  } catch (error) {
    if (error instanceof UsageError) return refuse(error.message)
    console.error(`tms-drift ${name}: ${error instanceof Error ? error.message : error}`)
    return 2
  }
}

function print(text: string): ExitCode {
  process.stdout.write(text)
  return 0
}

function refuse(problem: string): ExitCode {
  console.error(`tms-drift: ${problem}. See --help.`)
  return 2
}
