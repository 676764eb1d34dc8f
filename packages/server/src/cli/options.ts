import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { problemOfCors } from '../http/cors.ts'
import type { ProfileName } from '../profiles/profile.ts'
import { type Amounts, completeAmounts, type SeedKind } from '../seed/amounts.ts'
import { checkKey } from '../store/keys.ts'
import { checkDatabase, isDatabase, type Place } from '../store/place.ts'
import type { Sync } from '../store/sqlite/open.ts'
import { defaults } from './help.ts'

const commands = ['serve', 'seed', 'reset', 'keys create', 'keys list', 'keys revoke'] as const

export interface CliOptions {
  command: (typeof commands)[number]
  /** Which key to revoke. */
  keyId: string
  port: number
  host: string
  data: Place
  apiKey: string | undefined
  docs: string | undefined
  /** Which web pages may read responses, if something else was said than those of this machine. */
  cors: string | undefined
  profile: ProfileName
  /** What the profile has, if nothing else was said. */
  rateLimit: number | undefined
  /** Milliseconds that each request waits. */
  latency: number
  faults: boolean
  log: boolean
  sync: Sync
  /** Whether new data starts without demo data. */
  empty: boolean
  /** File of the account that `seed` adds. */
  from: string | undefined
  /** What `seed` adds, and from which number it follows. */
  amounts: Amounts
  seed: number
  help: boolean
}

/** The command line is wrong; the message names the option. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export function readOptions(args: string[], env: NodeJS.ProcessEnv): CliOptions {
  const { values, positionals } = parse(args)
  // The help is about all commands, so half a command is enough to ask for it.
  const { command, keyId } = readCommand(values.help ? [] : positionals)
  if (!values.help) refuseForeignOptions(command, values)
  return {
    command,
    keyId,
    port: readPort(values.port ?? defaults.port),
    host: readText('--host', values.host) ?? defaults.host,
    data: readPlace(readText('--data', values.data), values.database),
    apiKey: readKey('--api-key', values['api-key']) ?? readKey('TESTSIGMA_API_KEY', env.TESTSIGMA_API_KEY || undefined),
    docs: readText('--docs', values.docs),
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
  } as const
  try {
    // Script runners differ in whether they pass the `--` on that separates their options from ours.
    return parseArgs({ options, args: args.filter((arg) => arg !== '--'), allowPositionals: true })
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\.?\n/)
    throw new UsageError(String(sentence))
  }
}

function readCommand(words: string[]): { command: CliOptions['command']; keyId: string } {
  const [keyId = ''] = words.slice(2)
  if (words.length === 3 && words[0] === 'keys' && words[1] === 'revoke') return { command: 'keys revoke', keyId }
  const wanted = words.join(' ') || 'serve'
  if (wanted === 'keys revoke') throw new UsageError('keys revoke needs the id of a key, such as 1f0c2a54')
  const command = commands.find((command) => command === wanted)
  if (!command) throw new UsageError(`The command must be one of ${commands.join(', ')}, got "${wanted}"`)
  return { command, keyId }
}

/** Which options a command has besides --data, --database and --help, which all have. */
function refuseForeignOptions(command: CliOptions['command'], values: object): void {
  for (const name of Object.keys(values).filter((name) => !['data', 'database', 'help'].includes(name))) {
    if (name === 'empty' && !command.startsWith('keys')) continue
    if (name === 'empty') throw new UsageError('--empty is an option of serve, seed and reset only')
    const owner = name === 'seed' || name === 'from' || name in amountOptions ? 'seed' : 'serve'
    if (owner !== command) throw new UsageError(`--${name} is an option of ${owner} only`)
  }
}

const amountOptions: Record<string, SeedKind> = {
  users: 'users',
  projects: 'projects',
  folders: 'folders',
  'step-groups': 'stepGroups',
  cases: 'cases',
  plans: 'plans',
  runs: 'runs',
}

function readAmounts(command: CliOptions['command'], values: Record<string, string | boolean | undefined>): Amounts {
  const given = Object.entries(amountOptions).flatMap(([option, kind]) => {
    const amount = readNumber(`--${option}`, values[option] as string | undefined)
    return amount === undefined ? [] : [[kind, amount]]
  })
  if (values.from !== undefined && (given.length > 0 || values.seed !== undefined)) {
    throw new UsageError('--from and amounts exclude each other: run seed twice to add both')
  }
  if (command === 'seed' && given.length === 0 && values.from === undefined && !values.help) {
    throw new UsageError('seed needs to know how many, such as --users 100000 --cases 5000, or --from <file>')
  }
  try {
    return completeAmounts(Object.fromEntries(given))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function readPlace(data: string | undefined, database: string | undefined): Place {
  if (data !== undefined && database !== undefined) {
    throw new UsageError('--data and --database exclude each other: the data is in a file or in a database')
  }
  if (data !== undefined && isDatabase(data)) {
    throw new UsageError('--data must be a file; the URL of a PostgreSQL database goes to --database')
  }
  if (database !== undefined) checkDatabase(database, '--database')
  return database ?? data ?? defaults.data
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text)
  throw new UsageError(`--port must be a whole number from 0 to 65535, got "${text}"`)
}

function readProfile(text: string): ProfileName {
  if (text === 'documented' || text === 'observed') return text
  throw new UsageError(`--profile must be documented or observed, got "${text}"`)
}

function readLatency(text = '0'): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 60_000) return Number(text)
  throw new UsageError(`--latency must be a whole number of milliseconds from 0 to 60000, got "${text}"`)
}

function readSync(text: string): Sync {
  if (text === 'normal' || text === 'full') return text
  throw new UsageError(`--sync must be normal or full, got "${text}"`)
}

function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new UsageError(`${option} must be a whole number from 0 to 999999999, got "${text}"`)
}

function readCors(text: string | undefined): string | undefined {
  const problem = text === undefined ? undefined : problemOfCors(text)
  if (problem !== undefined) throw new UsageError(`--cors ${problem}`)
  return text
}

function readText(option: string, text: string | undefined): string | undefined {
  if (text === '') throw new UsageError(`${option} must not be empty`)
  return text
}

function readKey(source: string, key: string | undefined): string | undefined {
  if (key !== undefined) checkKey(key, source)
  return key
}
