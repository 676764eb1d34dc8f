import { createServer as createSocket } from 'node:net'
import { hasDocs } from '../http/docs.ts'
import { profiles } from '../profiles/index.ts'
import { createServer, type Server } from '../server.ts'
import { isDatabase, nameOf } from '../store/place.ts'
import { banner } from './banner.ts'
import type { CliOptions } from './options.ts'

/** Runs a server until a signal stops it. Output for scripts goes to stdout, everything else to stderr. */
export async function serve(options: CliOptions): Promise<void> {
  const { port, host, data, apiKey, docs, cors, profile, rateLimit, latency, faults, log, sync, empty } = options
  // Checked before anything is written, so that an accidental second start creates no second data file.
  await checkPort(port, host)
  // The reader of the output may stop, as in `--log | head`; the server keeps running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const server = await createServer({
    ...(isDatabase(data) ? { database: data } : { data }),
    empty,
    profile,
    ...(rateLimit !== undefined && { rateLimit }),
    latency,
    faults,
    logRequests: log,
    log: (line) => console.error(line),
    onFatal: (error) => {
      console.error(error.message)
      process.exitCode = 1
      void server.close()
    },
    sync,
    ...(apiKey !== undefined && { apiKey }),
    ...(docs !== undefined && { docs }),
    ...(cors !== undefined && { cors }),
  })
  stopOnSignal(server)
  process.stdout.write(banner(await listen(server, port, host), server.apiKey, docs !== undefined, empty))
  const limit = rateLimit ?? profiles[profile].rateLimit
  if (limit > 0) console.error(`\nEach key has ${limit} requests per second; --rate-limit 0 disables this limit.`)
  if (docs && !hasDocs(docs))
    console.error(`\nThere are no docs in ${docs} yet; they are served as soon as they exist.`)
  if (!isLoopback(host)) console.error(`\nListening on ${host}: other machines may reach it. There is no TLS.`)
  console.error(`\nData is in ${nameOf(data)}. Ctrl-C stops the server.`)
}

/** Whether the address is reachable from this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function checkPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket().once('error', reject)
    socket.listen(port, host, () => socket.close(() => resolve()))
  })
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  try {
    return await server.listen({ port, host })
  } catch (error) {
    await server.close()
    throw error
  }
}

/** Closing has its own time limit; this one is a fallback, in milliseconds. */
const longestEnd = 4900

/** The second signal exits immediately, without waiting for current requests. */
function stopOnSignal(server: Server): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    void server.close()
    setTimeout(() => process.exit(1), longestEnd).unref()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}
