import { problemOfCors } from './http/cors.ts'
import { profiles } from './profiles/index.ts'
import type { ProfileName } from './profiles/profile.ts'
import { requireNames } from './require-names.ts'
import { isUrl } from './store/place.ts'

export interface ServerOptions {
  /**
   * Path of the SQLite file; it and its folder are created if they do not exist. `:memory:` stores nothing on disk.
   * @default ':memory:'
   */
  data?: string
  /**
   * URL of an existing PostgreSQL database, instead of `data`: `postgres://user:password@host:5432/database`. Tables
   * are created if the schema is empty. Several servers can share it.
   */
  database?: string
  /**
   * Whether a new data file or database starts without demo data, with lookup values only.
   * @default false
   */
  empty?: boolean
  /**
   * A key to accept, now and at every later start with the same data. Earlier keys stay valid.
   * @default a random key: stored in `<data>.key`, or, in memory and in a database, valid until this server closes
   */
  apiKey?: string
  /** Folder with a built docs site, served at `/`. */
  docs?: string
  /**
   * Which web pages may read responses besides those of this machine: an origin, `*` for any, or `none` to exclude
   * those too.
   * @default only pages of this machine
   */
  cors?: string
  /**
   * Which source to follow where they differ: the vendor's documentation, or the observed live API.
   * @default 'documented'
   */
  profile?: ProfileName
  /**
   * Limit of requests per second and key; those beyond are refused as in the live API. 0 for no limit.
   * @default 0 for `documented`, 10 for `observed`
   */
  rateLimit?: number
  /**
   * Delay of each request in milliseconds, to simulate a distant server.
   * @default 0
   */
  latency?: number
  /**
   * Whether clients can request faults with the header `x-tms-fault`.
   * @default false
   */
  faults?: boolean
  /**
   * Whether each request is logged too: its ID, method, path, status and duration.
   * @default false
   */
  logRequests?: boolean
  /**
   * Called once per unexpected error, with several lines of text.
   * @default nothing is logged
   */
  log?: (line: string) => void
  /**
   * Called once if the data file or its write-ahead log was deleted, replaced or emptied while the server is running,
   * or is found damaged. Nothing can be stored any more, and every write is refused with 500.
   * @default the reason is passed to `log`
   */
  onFatal?: (error: Error) => void
  /**
   * Durability of acknowledged writes with an SQLite file: with `normal` they survive a kill of the process; with
   * `full` also a power failure, at the cost of waiting for the disk in each write.
   * @default 'normal'
   */
  sync?: 'normal' | 'full'
}

/** A check of an option, with its description for the message. */
type Rule = [isRight: (value: unknown) => boolean, expectation: string]

const aText: Rule = [(value) => typeof value === 'string', 'be a string']
const aSwitch: Rule = [(value) => typeof value === 'boolean', 'be true or false']
const aFunction: Rule = [(value) => typeof value === 'function', 'be a function']

const rules: Record<keyof ServerOptions, Rule> = {
  data: [(value) => typeof value === 'string' && value !== '', 'be the path of a file'],
  database: aText,
  empty: aSwitch,
  apiKey: aText,
  docs: [(value) => typeof value === 'string' && value !== '' && !isUrl(value), 'be the path of a folder'],
  cors: [
    (value) => typeof value === 'string' && problemOfCors(value) === undefined,
    'be an origin such as https://docs.example.com, "*" or "none"',
  ],
  profile: oneOf(...Object.keys(profiles)),
  rateLimit: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'be an integer of 0 or more'],
  latency: [
    (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 60_000,
    'be an integer number of milliseconds from 0 to 60000',
  ],
  faults: aSwitch,
  logRequests: aSwitch,
  log: aFunction,
  onFatal: aFunction,
  sync: oneOf('normal', 'full'),
}

/** Options whose values must not appear in messages. */
const secret = ['apiKey', 'data', 'database', 'docs']

const rulesOfListen: Record<'port' | 'host', Rule> = {
  port: [
    (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
    'be an integer from 0 to 65535',
  ],
  host: [(value) => typeof value === 'string' && value !== '', 'be a name or an address of this machine'],
}

/** @throws {RangeError} if an option is unknown or invalid */
export function checkOptions(options: ServerOptions): void {
  check('createServer', options, rules)
}

/** @throws {RangeError} if an option is unknown or invalid */
export function checkListenOptions(options: { port?: number; host?: string }): void {
  check('listen', options, rulesOfListen)
}

function check(method: string, options: object, rules: Record<string, Rule>): void {
  requireNames(method, options, Object.keys(rules))
  // By name, because inherited options are used too.
  for (const [name, [isRight, expectation]] of Object.entries(rules)) {
    const value = (options as Record<string, unknown>)[name]
    if (value === undefined || isRight(value)) continue
    throw new RangeError(`${name} must ${expectation}, got ${describe(name, value)}`)
  }
}

function oneOf(...words: string[]): Rule {
  return [(value) => words.includes(value as string), `be ${words.join(' or ')}`]
}

function describe(name: string, value: unknown): string {
  if (typeof value !== 'string') return String(value)
  return secret.includes(name) && value !== '' ? 'another text' : JSON.stringify(value)
}
