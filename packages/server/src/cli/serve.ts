import { createServer as createSocket } from 'node:net'
import { hasDocs } from '../http/docs.ts'
import { profiles } from '../profiles/index.ts'
import { createServer, type Server } from '../server.ts'
import { isDatabase, nameOf } from '../store/place.ts'
import { banner } from './banner.ts'
import type { CliOptions } from './options.ts'

/** Runs a server until a signal stops it. What a script may read goes to stdout, the rest to stderr. */
export async function serve(options: CliOptions): Promise<void> {
  const { port, host, data, apiKey, docs, cors, profile, rateLimit, latency, faults, log, sync, empty } = options
  // Before anything is written, so that a second start by mistake leaves no second data file behind.
  await checkPort(port, host)
  // Whoever reads the output may stop reading, as in `--log | head`; the server goes on.
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
  if (limit > 0) console.error(`\nEach key has ${limit} requests in a second; --rate-limit 0 switches that off.`)
  if (docs && !hasDocs(docs))
    console.error(`\nThere are no docs in ${docs} yet; they are shown as soon as they are there.`)
  if (!isLoopback(host)) console.error(`\nIt listens on ${host}: other machines may reach it. There is no TLS.`)
  console.error(`\nData is in ${nameOf(data)}. Ctrl-C stops the server.`)
}

/** Whether only this machine can reach the address. */
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

/** Closing ends by itself; this is for what nobody thought of. */
const longestEnd = 4900

/** The second signal does not wait for the requests under way. */
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
