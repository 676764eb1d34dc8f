import { createServer as createSocket } from 'node:net'
import { banner } from './banner.ts'
import { localServer } from './contract.ts'
import { hasDocs } from './docs.ts'
import type { CliOptions } from './options.ts'
import { createServer, type Server } from './server.ts'

/** Runs a server until a signal stops it. What a script may read goes to stdout, the rest to stderr. */
export async function serve({ port, data, apiKey, docs, rateLimit, faults }: CliOptions): Promise<void> {
  // Before anything is written, so that a second start by mistake leaves no second data file behind.
  await checkPort(port)
  const server = await createServer({
    data,
    rateLimit,
    faults,
    log: (line) => console.error(line),
    ...(apiKey !== undefined && { apiKey }),
    ...(docs !== undefined && { docs }),
  })
  stopOnSignal(server)
  process.stdout.write(banner(await listen(server, port), server.apiKey))
  if (docs && !hasDocs(docs)) console.error(`\nThere are no docs in ${docs}.`)
  console.error(`\nData is in ${data}. Ctrl-C stops the server.`)
}

function checkPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket().once('error', reject)
    socket.listen(port, localServer.hostname, () => socket.close(() => resolve()))
  })
}

async function listen(server: Server, port: number): Promise<string> {
  try {
    return await server.listen({ port })
  } catch (error) {
    await server.close()
    throw error
  }
}

/** The second signal does not wait for the requests under way. */
function stopOnSignal(server: Server): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    void server.close()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}
