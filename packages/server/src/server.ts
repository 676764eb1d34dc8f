import { createApp } from './http/app.ts'
import { localServer } from './http/contract.ts'
import { problemOfCors } from './http/cors.ts'
import { createFetch } from './http/fetch.ts'
import { profiles } from './profiles/index.ts'
import type { ProfileName } from './profiles/profile.ts'
import { readAccountFile } from './seed/account/read.ts'
import { storeAccount } from './seed/account/store.ts'
import { completeAmounts, type SeedAmounts } from './seed/amounts.ts'
import { insertLookups } from './seed/demo/account.ts'
import { insertDemoData } from './seed/demo/demo.ts'
import { resetStore } from './seed/reset.ts'
import { seedStore } from './seed/seed.ts'
import { checkKey, forgetKey, provideKey } from './store/keys.ts'
import { openStore } from './store/open.ts'
import { checkDatabase, InvalidDatabaseError, isDatabase, type Place } from './store/place.ts'

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
   * Requests that each key has in any second; those beyond are answered like the live API does. 0 for any number.
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
   * Whether `log` takes a line for each answered request too: its id, method, path, status and time.
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

export interface Server {
  /** A key that works. */
  readonly apiKey: string
  /** Answers like the global `fetch`, without a port: any host in the URL reaches this server. Redirects are not followed. */
  readonly fetch: typeof fetch
  /**
   * Listens, and answers the origin, such as `http://127.0.0.1:4010`. Port 0 picks a free one.
   * @default { port: 4010, host: '127.0.0.1' }
   */
  listen(options?: { port?: number; host?: string }): Promise<string>
  /** Puts the demo data in the place of all other data, or nothing with `empty`, in one step. Keys stay. */
  reset(): Promise<void>
  /**
   * Adds made-up data to what is there.
   *
   * @param seed a whole number; the same one makes the same data
   * @throws {RangeError} if an amount is no whole number
   * @throws {SeedError} if the data of this seed is there already
   * @default { seed: 1 }
   * @example
   * await server.seed({ users: 1000, cases: 200, runs: 10 })
   */
  seed(amounts: SeedAmounts & { seed?: number }): Promise<void>
  /**
   * Adds the account that a file describes, in JSON or YAML: all of it, or nothing.
   *
   * @param file its path; the README has the format
   * @throws {AccountFileError} if it cannot be read, is wrong, or does not fit to what is there
   */
  seedFrom(file: string): Promise<void>
  /** Finishes the requests under way, then closes the port, and the data file or the connections. */
  close(): Promise<void>
}

/**
 * Starts a server with the contract's API under `/api/v1`, and demo data if the data file or the database is new.
 *
 * @throws {InvalidKeyError} if a header cannot carry the key
 * @throws {RangeError} if `rateLimit` or `latency` is no whole number, or negative, `profile` unknown, or `cors` no origin
 * @throws {DataFileError} if the data file cannot be used
 * @throws {InvalidDatabaseError} if `database` is no URL of a database, or `data` is given too
 * @throws {DatabaseError} if the database cannot be used
 * @example
 * const server = await createServer()
 * const response = await server.fetch('http://localhost/api/v1/users', {
 *   headers: { Authorization: `Bearer ${server.apiKey}` },
 * })
 * await server.close()
 */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  const {
    docs,
    cors,
    profile = 'documented',
    empty = false,
    faults = false,
    latency = 0,
    logRequests = false,
    log = () => {},
  } = options
  const { onFatal = ({ message }) => log(message), sync = 'normal' } = options
  checkProfile(profile)
  checkLatency(latency)
  const { rateLimit = profiles[profile].rateLimit } = options
  checkRateLimit(rateLimit)
  checkCors(cors)
  if (options.apiKey !== undefined) checkKey(options.apiKey, 'apiKey')
  const place = placeOf(options)
  const insertFirst = empty ? insertLookups : insertDemoData
  const store = await openStore(place, sync, insertFirst)
  try {
    const { key, isTemporary } = await provideKey(store, place, options.apiKey)
    const atClose = async () => {
      if (isTemporary) await forgetKey(store, key)
    }
    const settings = {
      docs,
      cors,
      profile: profiles[profile],
      rateLimit,
      latency,
      faults,
      logRequests,
      log,
      onFatal,
      atClose,
    }
    const app = await createApp(store, settings)
    return {
      apiKey: key,
      fetch: createFetch(app),
      listen: ({ port = Number(localServer.port), host = localServer.hostname } = {}) => app.listen({ port, host }),
      reset: () => resetStore(store, insertFirst),
      seed: async ({ seed = 1, ...amounts }) => void (await seedStore(store, completeAmounts(amounts), seed)),
      seedFrom: async (file) => storeAccount(store, await readAccountFile(file)),
      close: () => app.close(),
    }
  } catch (error) {
    await store.destroy()
    throw error
  }
}

function checkProfile(profile: string): void {
  if (Object.hasOwn(profiles, profile)) return
  throw new RangeError(`profile must be ${Object.keys(profiles).join(' or ')}, got ${JSON.stringify(profile)}`)
}

function checkLatency(latency: number): void {
  if (Number.isSafeInteger(latency) && latency >= 0 && latency <= 60_000) return
  throw new RangeError(`latency must be a whole number of milliseconds from 0 to 60000, got ${latency}`)
}

function checkCors(cors: string | undefined): void {
  const problem = cors === undefined ? undefined : problemOfCors(cors)
  if (problem !== undefined) throw new RangeError(`cors ${problem}`)
}

function placeOf({ data, database }: ServerOptions): Place {
  if (data !== undefined && isDatabase(data))
    throw new InvalidDatabaseError('data', 'be a file; use database for a URL')
  if (database === undefined) return data ?? ':memory:'
  if (data !== undefined) throw new InvalidDatabaseError('database', 'not be given together with data')
  checkDatabase(database, 'database')
  return database
}

function checkRateLimit(rateLimit: number): void {
  if (Number.isSafeInteger(rateLimit) && rateLimit >= 0) return
  throw new RangeError(`rateLimit must be a whole number of 0 or more, got ${rateLimit}`)
}
