import { type Command, parseOptions } from '../command-line/command.ts'
import { reported } from '../command-line/reported.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { judge } from '../report/judge.ts'
import type { Progress } from '../report/progress.ts'
import { REPORT_HELP, REPORT_OPTIONS } from '../report/report.ts'
import { checkTraffic } from '../traffic/check-traffic.ts'
import { ownContract, readContract } from '../traffic/contract.ts'
import { readRecordings } from '../traffic/recordings.ts'
import { requireUrl } from './urls.ts'

const HELP = `Usage: tms-drift traffic <HAR file or folder> [options]

Compares recorded traffic with the contract: operations, statuses, headers, and every field of every body.
A folder contains HAR files, or exchanges as JSON: {"request": {method, url, headers, body}, "response": {status, …}}.

Options
  --base-url <url>    base URL of the recorded API, with /api/v1; can be repeated
                      (default: the servers of the contract)
  --contract <file>   an OpenAPI document, YAML or JSON (default: the one included in this package)
${REPORT_HELP}
  --help              show this

Exit codes
  0  clean
  1  findings
  2  could not check: nothing of the API, an incomplete exchange, an unreadable file
`

export const traffic: Command = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseOptions(
      args,
      { 'base-url': { type: 'string', multiple: true }, contract: { type: 'string' }, ...REPORT_OPTIONS },
      { allowPositionals: true },
    )
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new UsageError('traffic: name one HAR file, or one folder')
    const baseUrls = values['base-url']?.map((url) => requireUrl('--base-url', url))
    const gate = { name: 'traffic', kind: 'drift', summary: 'recorded traffic with the contract' } as const
    const compare = async (progress: Progress) => {
      const contract = await (values.contract === undefined ? ownContract() : readContract(values.contract))
      return checkTraffic(contract, baseUrls ?? contract.addresses, readRecordings(path), (text) => progress.says(text))
    }
    return reported(values, async (progress) => [await judge(gate, () => compare(progress), progress)])
  },
}
