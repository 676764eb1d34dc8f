import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, parseOptions } from '../command-line/command.ts'
import { reported } from '../command-line/reported.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { checkLive, type LiveOptions } from '../live/check-live.ts'
import { EvidenceCollector } from '../live/evidence.ts'
import { judge } from '../report/judge.ts'
import { REPORT_HELP, REPORT_OPTIONS } from '../report/report.ts'
import type { Outcome } from '../report/result.ts'
import { type Contract, ownContract, readContract } from '../traffic/contract.ts'
import { readSeen } from './previous.ts'
import { requireUrl } from './urls.ts'

const HELP = `Usage: tms-drift live --base-url <url> [options]

Reads from a running API, and compares its responses with the contract. It sends only GET requests, at most ten per
second, and finds the IDs by itself. The API key is read from the variable TESTSIGMA_API_KEY.

Options
  --base-url <url>          base URL of the API, with /api/v1 (default: the variable TESTSIGMA_BASE_URL)
  --api-key-env <name>      variable with the API key (default: TESTSIGMA_API_KEY)
  --project <id>            read only this project; can be repeated
  --id <parameter>=<id>     an ID that no list contains, such as import_id=…; can be repeated
  --max-requests <number>   maximum number of requests (default: 300)
  --per-second <number>     maximum number of requests started per second (default: 10)
  --min-coverage <number>   minimum number of operations seen (default: all that the data allows)
  --previous <file>         the JSON report of an earlier run: all operations that it saw must be seen again
  --allow-empty             accept an account without a project
  --contract <file>         an OpenAPI document, YAML or JSON (default: the one included in this package)
  --save-evidence <folder>  write payloads with a new field or type, without personal data
${REPORT_HELP}
  --help                    show this

Exit codes
  0  clean
  1  findings
  2  could not check: no API there, an outage, a refused key, no project, an operation that fails, a wrong option
`

const OPTIONS = {
  'base-url': { type: 'string' },
  'api-key-env': { type: 'string', default: 'TESTSIGMA_API_KEY' },
  project: { type: 'string', multiple: true },
  id: { type: 'string', multiple: true },
  'max-requests': { type: 'string', default: '300' },
  'per-second': { type: 'string', default: '10' },
  'min-coverage': { type: 'string' },
  previous: { type: 'string' },
  'allow-empty': { type: 'boolean', default: false },
  contract: { type: 'string' },
  'save-evidence': { type: 'string' },
  ...REPORT_OPTIONS,
} as const

export const live: Command = {
  help: HELP,
  async run(args) {
    const { values } = parseOptions(args, OPTIONS)
    const baseUrl = values['base-url'] ?? process.env.TESTSIGMA_BASE_URL
    if (baseUrl === undefined) throw new UsageError('live: set the base URL of the API with --base-url')
    const given = {
      apiKey: keyFrom(values['api-key-env']),
      baseUrl: requireSafe(requireUrl('--base-url', baseUrl)),
      ids: { ...idsFrom(values.id ?? []), ...(values.project && { project_id: values.project }) },
      maxRequests: requireNumber('--max-requests', values['max-requests'], 100_000),
      minCoverage:
        values['min-coverage'] === undefined
          ? undefined
          : requireNumber('--min-coverage', values['min-coverage'], 1000),
      allowEmpty: values['allow-empty'],
      previous: values.previous === undefined ? undefined : await readSeen(values.previous),
      perSecond: requireNumber('--per-second', values['per-second'], 1000),
    }
    const gate = { name: 'live', kind: 'drift', summary: 'what a running API returns with the contract' } as const
    return reported(values, async (progress) => {
      const options = { ...given, onProgress: (text: string) => progress.says(text) }
      return [await judge(gate, () => run(options, values.contract, values['save-evidence']), progress)]
    })
  },
}

async function run(
  given: Omit<LiveOptions, 'contract' | 'known'>,
  contractFile: string | undefined,
  evidenceFolder: string | undefined,
): Promise<Outcome> {
  // If this run fails, the operations of the previous report are kept.
  return compare(given, contractFile, evidenceFolder).catch((error) => {
    return { findings: [], compared: {}, incomplete: (error as Error).message, seen: given.previous }
  })
}

async function compare(
  given: Omit<LiveOptions, 'contract' | 'known'>,
  contractFile: string | undefined,
  evidenceFolder: string | undefined,
): Promise<Outcome> {
  const known = await ownContract()
  requireParameters(given.ids, known)
  const contract = contractFile === undefined ? known : await readContract(contractFile)
  if (evidenceFolder === undefined) return checkLive({ ...given, contract, known })

  const today = new Date().toISOString().slice(0, 10)
  requireFileNames(contract)
  const evidence = new EvidenceCollector(evidenceFolder, known, today)
  await mkdir(evidenceFolder, { recursive: true }).catch((error) => {
    throw new UsageError(
      `--save-evidence: expected a folder that can be written, got ${evidenceFolder} (${error.code})`,
    )
  })
  for (const folder of [evidenceFolder, resolve('spec/evidence/observed')]) await evidence.learn(folder)
  const outcome = await checkLive({ ...given, contract, known, onResponse: (...response) => evidence.add(...response) })
  const files = await evidence.save()
  return {
    ...outcome,
    notes: [...(outcome.notes ?? []), `${files.length} payloads were written to ${evidenceFolder}.`],
  }
}

/** Evidence files are named after the operationId, which must not lead outside the folder. */
function requireFileNames({ operations }: Contract): void {
  const odd = operations.find(({ id }) => !/^[\w-]+$/.test(id))
  if (odd)
    throw new UsageError(`--save-evidence: the operationId "${odd.id}" cannot name a file; expected letters and digits`)
}

/**
 * The key is read from the environment only: other users of the machine can see arguments, and shell histories keep
 * them.
 */
function keyFrom(variable: string): string {
  const key = process.env[variable]
  if (!key)
    throw new UsageError(`live: the variable ${variable} has no API key. Set it, or name another with --api-key-env`)
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new UsageError(
      `live: the variable ${variable} must contain only the key: one word in ASCII, without "Bearer"`,
    )
  return key
}

/** A key must not cross the network in plain text. */
function requireSafe(baseUrl: string): string {
  const { protocol, hostname } = new URL(baseUrl)
  const isLocal = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || isLocal) return baseUrl
  throw new UsageError('--base-url must begin with https: over http, the key would cross the network in plain text')
}

function requireParameters(ids: Readonly<Record<string, readonly string[]>>, { operations }: Contract): void {
  const known = new Set(
    operations.flatMap(({ parameters }) => parameters.filter((one) => one.in === 'path')).map(({ name }) => name),
  )
  const odd = Object.keys(ids).find((name) => !known.has(name))
  if (odd !== undefined)
    throw new UsageError(
      `--id: no operation has the path parameter "${odd}"; there are ${[...known].sort().join(', ')}`,
    )
}

function idsFrom(pairs: readonly string[]): Record<string, string[]> {
  const ids: Record<string, string[]> = {}
  for (const pair of pairs) {
    const [, name, id] = /^([a-z_]+)=(.+)$/.exec(pair) ?? []
    if (name === undefined || id === undefined)
      throw new UsageError('--id must be <parameter>=<id>, such as import_id=…')
    ids[name] = [...(ids[name] ?? []), id]
  }
  return ids
}

function requireNumber(option: string, text: string, most: number): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text)
  throw new UsageError(`${option} must be an integer from 1 to ${most}, got "${text}"`)
}
