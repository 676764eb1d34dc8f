#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { check } from './check.ts'
import { gates } from './gates/index.ts'
import { exitCode, findingLines, resultLine } from './report.ts'

const HELP = `Usage: tms-drift check [options]

Checks that everything generated is fresh, and that the contract breaks nobody.

Gates
${gates.map(({ name, kind, summary }) => `  ${name.padEnd(10)} ${kind.padEnd(9)} ${summary}`).join('\n')}

Options
  --only <gate,…>   run these gates alone
  --root <folder>   the repository (default: the current folder)
  --format <form>   pretty (default) or json
  --help            show this

Exit codes
  0  clean
  1  findings
  2  could not check
`

const { command, options } = parseCommandLine()
if (options.help) {
  process.stdout.write(HELP)
} else if (command !== 'check') {
  refuse(command === undefined ? 'no command given' : `unknown command "${command}"`)
} else {
  await runChecks()
}

async function runChecks(): Promise<void> {
  const only = options.only?.split(',')
  const unknown = only?.find((name) => !gates.some((gate) => gate.name === name))
  if (unknown !== undefined) return refuse(`--only: there is no gate "${unknown}"`)
  if (!['pretty', 'json'].includes(options.format)) return refuse(`--format: there is no form "${options.format}"`)

  const pretty = options.format === 'pretty'
  const results = await check({
    root: options.root,
    ...(only ? { only } : {}),
    onResult: (result) => pretty && console.log(resultLine(result)),
  })
  const findings = findingLines(results)
  if (!pretty) console.log(JSON.stringify(results, null, 2))
  else if (findings !== '') console.log(`\n${findings}`)
  process.exitCode = exitCode(results)
}

function parseCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        root: { type: 'string', default: process.cwd() },
        format: { type: 'string', default: 'pretty' },
        help: { type: 'boolean', default: false },
      },
    })
    return { command: positionals[0], options: values }
  } catch (error) {
    refuse((error as Error).message)
    process.exit()
  }
}

function refuse(problem: string): void {
  console.error(`tms-drift: ${problem}. See --help.`)
  process.exitCode = 2
}
