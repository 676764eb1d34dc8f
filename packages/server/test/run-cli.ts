import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

export interface Running {
  process: ChildProcess
  origin: string
  apiKey: string
  /** Everything on stdout so far, that is, the whole banner. */
  stdout: string
  finished: Promise<Finished>
}

interface Surroundings {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** User ID of the process, if not that of the tests. */
  uid?: number
  gid?: number
  /** A program that starts it, with its arguments. */
  through?: string[]
}

/** Runs the command line to its end. */
export function runCli(args: string[], surroundings: Surroundings = {}): Promise<Finished> {
  return finish(spawnCli(args, surroundings))
}

/** Runs the command line until it listens; it is killed after the test. */
export async function startCli(args: string[], surroundings: Surroundings = {}): Promise<Running> {
  const process = spawnCli(args, surroundings)
  const finished = finish(process)
  const stdout = await new Promise<string>((resolve, reject) => {
    let text = ''
    process.stdout?.on('data', (chunk) => {
      text += chunk
      if (/-d '.*'\n$/.test(text)) resolve(text)
    })
    finished.then(({ code, stderr }) => reject(new Error(`exit code ${code}: ${stderr}`)))
  })
  const origin = /^API {3}(.*)\/api\/v1$/m.exec(stdout)?.[1] ?? ''
  const apiKey = /^Key {3}(.*)$/m.exec(stdout)?.[1] ?? ''
  return { process, origin, apiKey, stdout, finished }
}

/** Starts the command line; it is killed after the test. */
export function spawnCli(args: string[], { env = {}, through = [], ...surroundings }: Surroundings): ChildProcess {
  const { TESTSIGMA_API_KEY: _, ...inherited } = process.env
  const [program = '', ...rest] = [...through, process.execPath, cli, ...args]
  const child = spawn(program, rest, { ...surroundings, env: { ...inherited, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function finish(process: ChildProcess): Promise<Finished> {
  const output = { stdout: '', stderr: '' }
  process.stdout?.on('data', (chunk) => (output.stdout += chunk))
  process.stderr?.on('data', (chunk) => (output.stderr += chunk))
  const [code] = await once(process, 'close')
  return { code, ...output }
}
