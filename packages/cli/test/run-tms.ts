import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { createServer, type Server, type ServerOptions } from '@testsigma-tms/server'
import { onTestFinished } from 'vitest'
import { main } from '../src/main.ts'
import type { Surroundings } from '../src/terminal.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface World {
  readonly server: Server
  /** An empty folder, used as the current folder. */
  readonly folder: string
  /** Requests so far, as `GET /api/v1/users`. */
  readonly requests: string[]
  tms(args: string, options?: RunOptions): Promise<Ran>
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly stdin?: string
  /** Columns of a terminal; if absent, stdout and stderr are pipes. */
  readonly columns?: number
  readonly signal?: AbortSignal
  /** Replaces the server. */
  readonly fetch?: Surroundings['fetch']
}

/** A local server, and the program running in this process. */
export async function startWorld(options: ServerOptions = {}): Promise<World> {
  const server = await createServer({ rateLimit: 0, ...options })
  onTestFinished(() => server.close())
  const folder = temporaryFolder()
  const requests: string[] = []
  const counted: Surroundings['fetch'] = (input, init) => {
    const request = new Request(input, init)
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    return server.fetch(input, init)
  }
  const env = {
    TESTSIGMA_API_KEY: server.apiKey,
    TESTSIGMA_BASE_URL: 'http://tms.localhost/api/v1',
    TESTSIGMA_PROJECT: 'DEMO',
  }
  return {
    server,
    folder,
    requests,
    tms: (args, { env: more, ...rest } = {}) =>
      runTms(folder, args, { env: { ...env, ...more }, fetch: counted, ...rest }),
  }
}

async function runTms(folder: string, args: string, options: RunOptions): Promise<Ran> {
  const [stdout, stderr] = [collect(options.columns), collect(options.columns)]
  const stdin = Readable.from(options.stdin === undefined ? [] : [options.stdin])
  const terminal: Surroundings = {
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin,
    env: options.env ?? {},
    cwd: folder,
    signal: options.signal ?? new AbortController().signal,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  }
  // Tests do not wait for the live API's rate limit.
  const code = await main(['--rate', '1000', ...wordsOf(args)], terminal)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collect(columns: number | undefined) {
  const pieces: Buffer[] = []
  const stream = new PassThrough().on('data', (piece: Buffer) => pieces.push(piece))
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns })
  return { stream, text: () => Buffer.concat(pieces).toString() }
}

/** Splits words as a shell does, with quotes. */
function wordsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g), ([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  )
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tms-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
