import { createApp } from './http/app.ts'
import { localServer } from './http/contract.ts'
import { createFetch } from './http/fetch.ts'
import { inTime } from './http/shutdown.ts'
import { profiles } from './profiles/index.ts'
import { readAccountFile } from './seed/account/read.ts'
import { storeAccount } from './seed/account/store.ts'
import { completeSeed, type SeedAmounts } from './seed/amounts.ts'
import { insertLookups } from './seed/demo/account.ts'
import { insertDemoData } from './seed/demo/demo.ts'
import { resetStore } from './seed/reset.ts'
import { seedStore } from './seed/seed.ts'
import { checkListenOptions, checkOptions, type ServerOptions } from './server-options.ts'
import { checkKey, forgetKey, provideKey } from './store/keys.ts'
import { openStore } from './store/open.ts'
import { checkDatabase, InvalidDatabaseError, isUrl, type Place } from './store/place.ts'
import { toUnavailable } from './store/unavailable-error.ts'

/** In milliseconds, while a name of this machine is looked up. */
const longestListen = 500

export interface Server {
  /** A valid API key. */
  readonly apiKey: string
  /**
   * Works like the global `fetch`, but without a port: any host in the URL reaches this server. Redirects are not
   * followed.
   */
  readonly fetch: typeof fetch
  /**
   * Starts listening, and returns the origin, such as `http://127.0.0.1:4010`. Port 0 selects a free port.
   * @default { port: 4010, host: '127.0.0.1' }
   */
  listen(options?: { port?: number; host?: string }): Promise<string>
  /** Replaces all data by the demo data, or by nothing with `empty`, in one transaction. Keys are kept. */
  reset(): Promise<void>
  /**
   * Adds generated data to the stored data.
   *
   * @param seed an integer; the same seed gives the same data
   * @throws {RangeError} if an amount is not an integer
   * @throws {SeedError} if data of this seed already exists
   * @default { seed: 1 }
   * @example
   * await server.seed({ users: 1000, cases: 200, runs: 10 })
   */
  seed(amounts: SeedAmounts & { seed?: number }): Promise<void>
  /**
   * Adds the account described in a JSON or YAML file: all of it, or nothing.
   *
   * @param file path of the file; its format is in the README
   * @throws {AccountFileError} if it cannot be read, is invalid, or conflicts with stored data
   */
  seedFrom(file: string): Promise<void>
  /** Finishes current requests, then closes the port, and the data file or the connections. */
  close(): Promise<void>
}

/**
 * Starts a server with the contract's API under `/api/v1`, and demo data if the data file or database is new.
 *
 * @throws {InvalidKeyError} if a header cannot carry the key
 * @throws {RangeError} if an option is unknown or invalid
 * @throws {DataFileError} if the data file cannot be used
 * @throws {InvalidDatabaseError} if `database` is not the URL of a database, or `data` is given too
 * @throws {DatabaseError} if the database cannot be used
 * @example
 * const server = await createServer()
 * const response = await server.fetch('http://localhost/api/v1/users', {
 *   headers: { Authorization: `Bearer ${server.apiKey}` },
 * })
 * await server.close()
 */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  checkOptions(options)
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
  const { rateLimit = profiles[profile].rateLimit } = options
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
    const whileOpen = createGate(app.closing)
    /** A server that is closed before it listens would never do either. */
    let listening: Promise<unknown> = Promise.resolve()
    return {
      apiKey: key,
      fetch: createFetch(app),
      listen: (options = {}) =>
        whileOpen(async () => {
          checkListenOptions(options)
          const { port = Number(localServer.port), host = localServer.hostname } = options
          const started = app.listen({ port, host })
          listening = started.catch(() => {})
          return await started
        }),
      reset: () => whileOpen(() => resetStore(store, insertFirst)),
      seed: (options) =>
        whileOpen(async () => {
          const { seed, amounts } = completeSeed(options)
          await seedStore(store, amounts, seed)
        }),
      seedFrom: (file) => whileOpen(async () => storeAccount(store, await readAccountFile(file))),
      close: async () => {
        await inTime(listening, longestListen)
        await app.close()
      },
    }
  } catch (error) {
    await store.destroy()
    // Fails if not even the key can be written.
    throw toUnavailable(error) ?? error
  }
}

/** Replaces errors of fastify and the store after closing by an understandable one. */
function createGate(closing: AbortSignal) {
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing.aborted) throw new Error('The server is closed; make another one')
    try {
      return await work()
    } catch (error) {
      throw closing.aborted ? new Error('The server was closed meanwhile', { cause: error }) : error
    }
  }
}

function placeOf({ data, database }: ServerOptions): Place {
  if (data !== undefined && isUrl(data)) throw new InvalidDatabaseError('data', 'be a file; use database for a URL')
  if (database === undefined) return data ?? ':memory:'
  if (data !== undefined) throw new InvalidDatabaseError('database', 'not be given together with data')
  checkDatabase(database, 'database')
  return database
}
