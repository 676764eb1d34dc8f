import { type Command, parseOptions, reported } from '@testsigma-tms/drift/command-line'
import { judge, REPORT_HELP, REPORT_OPTIONS } from '@testsigma-tms/drift/report'
import { findRoot } from '../find-root.ts'
import { server as gate } from '../gates/server.ts'
import { checkServer } from '../scenario/check-server.ts'

const HELP = `Usage: tms-check server [options]

Calls every operation of this repository's local server, in both profiles and with every declared status that it can
respond with, and compares the traffic with the contract. No port is opened.

Options
  --record <folder>   write the traffic there as HAR files, without keys, names and texts
  --root <folder>     the repository (default: the one that the current folder is in)
${REPORT_HELP}
  --help              show this

Exit codes
  0  clean
  1  findings
  2  could not check
`

export const server: Command = {
  help: HELP,
  async run(args) {
    const { values } = parseOptions(args, {
      record: { type: 'string' },
      root: { type: 'string', default: findRoot(process.cwd()) },
      ...REPORT_OPTIONS,
    })
    const compare = () => checkServer(values.root, values.record)
    return reported(values, async (progress) => [await judge(gate, compare, progress)])
  },
}
