import { resolve } from 'node:path'
import { type Command, parseOptions, reported, UsageError } from '@testsigma-tms/drift/command-line'
import { REPORT_HELP, REPORT_OPTIONS } from '@testsigma-tms/drift/report'
import { check as runChecks } from '../check.ts'
import { findRoot } from '../find-root.ts'
import { gates } from '../gates/index.ts'

const HELP = `Usage: tms-check check [options]

Checks that everything generated is fresh, and that the contract breaks nobody.

Gates
${gates.map(({ name, kind, summary }) => `  ${name.padEnd(10)} ${kind.padEnd(9)} ${summary}`).join('\n')}

Options
  --only <gate,…>   run these gates alone
  --root <folder>   the repository (default: the one that the current folder is in)
  --no-cache        check again what has not changed since it was clean (always so where CI is set)
${REPORT_HELP}
  --help            show this

Exit codes
  0  clean
  1  findings
  2  could not check
`

export const check: Command = {
  help: HELP,
  async run(args) {
    const { values } = parseOptions(args, {
      only: { type: 'string' },
      root: { type: 'string', default: findRoot(process.cwd()) },
      'no-cache': { type: 'boolean', default: false },
      ...REPORT_OPTIONS,
    })
    const only = gateNames(values.only)
    // Results may depend on the date, which SOURCE_DATE_EPOCH changes.
    const useCache = !values['no-cache'] && !process.env.CI && !process.env.SOURCE_DATE_EPOCH
    const root = resolve(values.root)
    return reported(values, (progress) => runChecks({ root, only, useCache, watcher: progress }))
  },
}

function gateNames(list: string | undefined): string[] | undefined {
  const names = list?.split(',')
  const unknown = names?.find((name) => !gates.some((gate) => gate.name === name))
  if (unknown === undefined) return names
  const known = gates.map(({ name }) => name).join(', ')
  throw new UsageError(`--only: unknown gate "${unknown}"; expected one of ${known}`)
}
