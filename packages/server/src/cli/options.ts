import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { ProfileName } from '../profiles/profile.ts'
import type { Amounts } from '../seed/amounts.ts'
import type { Place } from '../store/place.ts'
import type { Sync } from '../store/sqlite/open.ts'
import { readAmounts } from './amounts.ts'
import { type Command, readCommand, refuseForeignOptions } from './command.ts'
import { defaults } from './help.ts'
import { UsageError } from './usage-error.ts'
import {
  readCors,
  readFolder,
  readHost,
  readKey,
  readLatency,
  readNumber,
  readPlace,
  readPort,
  readProfile,
  readSync,
  readText,
} from './values.ts'

export interface CliOptions {
  command: Command
  /** ID of the key to revoke. */
  keyId: string
  port: number
  host: string
  data: Place
  apiKey: string | undefined
  docs: string | undefined
  /** Which web pages may read responses; undefined for those of this machine. */
  cors: string | undefined
  profile: ProfileName
  /** Undefined for the default of the profile. */
  rateLimit: number | undefined
  /** Milliseconds by which each response is delayed. */
  latency: number
  faults: boolean
  log: boolean
  sync: Sync
  /** Whether new data starts without demo data. */
  empty: boolean
  /** Path of the account file that `seed` adds. */
  from: string | undefined
  /** What `seed` adds, and the seed that determines it. */
  amounts: Amounts
  seed: number
  help: boolean
  version: boolean
}

export function readOptions(args: string[], env: NodeJS.ProcessEnv): CliOptions {
  const { values, positionals } = parse(args)
  // --help and --version accept an incomplete command.
  const isAboutAll = values.help || values.version
  const { command, keyId } = readCommand(isAboutAll ? [] : positionals)
  if (!isAboutAll) refuseForeignOptions(command, values)
  return {
    command,
    keyId,
    port: readPort(values.port ?? defaults.port),
    host: readHost(values.host) ?? defaults.host,
    data: readPlace(readText('--data', values.data), values.database),
    apiKey: readKey('--api-key', values['api-key']) ?? readKey('TESTSIGMA_API_KEY', env.TESTSIGMA_API_KEY || undefined),
    docs: readFolder('--docs', values.docs),
    cors: readCors(values.cors),
    profile: readProfile(values.profile ?? 'documented'),
    rateLimit: readNumber('--rate-limit', values['rate-limit']),
    latency: readLatency(values.latency),
    faults: values.faults ?? false,
    log: values.log ?? false,
    empty: values.empty ?? false,
    from: readText('--from', values.from),
    sync: readSync(values.sync ?? 'normal'),
    amounts: readAmounts(command, values),
    seed: readNumber('--seed', values.seed) ?? randomInt(1e9),
    help: values.help ?? false,
    version: values.version ?? false,
  }
}

function parse(args: string[]) {
  const options = {
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    database: { type: 'string' },
    'api-key': { type: 'string' },
    docs: { type: 'string' },
    cors: { type: 'string' },
    profile: { type: 'string' },
    'rate-limit': { type: 'string' },
    latency: { type: 'string' },
    faults: { type: 'boolean' },
    log: { type: 'boolean' },
    sync: { type: 'string' },
    empty: { type: 'boolean' },
    from: { type: 'string' },
    users: { type: 'string' },
    projects: { type: 'string' },
    folders: { type: 'string' },
    'step-groups': { type: 'string' },
    cases: { type: 'string' },
    plans: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean' },
    version: { type: 'boolean' },
  } as const
  try {
    // Some script runners pass on the `--` that separates their options from ours.
    return parseArgs({ options, args: args.filter((arg) => arg !== '--'), allowPositionals: true })
  } catch (error) {
    const { message } = error as Error
    const [, ambiguous] = /'(--[\w-]+).*' argument is ambiguous/.exec(message) ?? []
    if (ambiguous) {
      throw new UsageError(`${ambiguous} needs a value; one that starts with a dash is written ${ambiguous}=<value>`)
    }
    const [sentence] = message.split(/\. |\.?\n/)
    throw new UsageError(String(sentence))
  }
}
