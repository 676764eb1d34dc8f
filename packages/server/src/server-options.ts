import { problemOfCors } from './http/cors.ts'
import { profiles } from './profiles/index.ts'
import type { ProfileName } from './profiles/profile.ts'
import { isUrl } from './store/place.ts'

export interface ServerOptions {
  /**
   * Path of the SQLite file; it and its folder are made if they do not exist. `:memory:` keeps nothing.
   * @default ':memory:'
   */
  data?: string
  /**
   * URL of a PostgreSQL database that exists, instead of `data`: `postgres://user:password@host:5432/database`. Its
   * tables are made if the schema is empty. Several servers may share it.
   */
  database?: string
  /**
   * Whether a new data file or database starts without demo data: with the values of the lookups alone.
   * @default false
   */
  empty?: boolean
  /**
   * A key to accept, now and at every later start with the same data. Keys from earlier starts stay valid.
   * @default a random key: kept in `<data>.key`, or, in memory and in a database, valid until this server closes
   */
  apiKey?: string
  /** Folder with a built docs site, served at `/`. */
  docs?: string
  /**
   * Which web pages may read responses besides those of this machine: an origin, `*` for any, or `none` for not even those.
   * @default pages of this machine alone
   */
  cors?: string
  /**
   * Which of the two the server imitates where they disagree: the vendor's pages, or the measured live API.
   * @default 'documented'
   */
  profile?: ProfileName
  /**
   * Requests that each key has in any second; those beyond are refused as the live API does. 0 for any number.
   * @default 0 for `documented`, 10 for `observed`
   */
  rateLimit?: number
  /**
   * Milliseconds that each request waits, as if the server were far away.
   * @default 0
   */
  latency?: number
  /**
   * Whether requests may ask for faults by the header `x-tms-fault`.
   * @default false
   */
  faults?: boolean
  /**
   * Whether `log` takes a line for each request too: its id, method, path, status and time.
   * @default false
   */
  logRequests?: boolean
  /**
   * Takes unexpected errors, one call each, with several lines.
   * @default nothing is logged
   */
  log?: (line: string) => void
  /**
   * Called once if the data file, or the log beside it, was deleted, replaced or emptied while the server is running, or
   * is found damaged: nothing can be stored any more, and every write is refused with 500.
   * @default the reason goes to `log`
   */
  onFatal?: (error: Error) => void
  /**
   * When an acknowledged write is on the disk, with an SQLite file: `normal` survives that the process is killed, `full`
   * also that the machine loses its power, and waits for the disk in each write.
   * @default 'normal'
   */
  sync?: 'normal' | 'full'
}

/** What is right about a value, and how to say it. */
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

/** Their values are in no message. */
const secret = ['apiKey', 'data', 'database', 'docs']

/** @throws {RangeError} if an option is unknown, or is not what it may be */
export function checkOptions(options: ServerOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(rules, name)) {
      throw new RangeError(`${name} is no option of createServer; its options are ${Object.keys(rules).join(', ')}`)
    }
    const [isRight, expectation] = rules[name as keyof ServerOptions]
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
