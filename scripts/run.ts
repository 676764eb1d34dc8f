import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Root folder of the repository. */
export const ROOT = join(import.meta.dirname, '..')

export interface Result {
  readonly code: number | null
  /** The output on stdout and stderr. */
  readonly output: string
  readonly stdout: string
}

/** Runs a command in a folder until it exits. @throws {Error} when it cannot be started */
export function run(command: string, args: readonly string[], cwd = ROOT): Promise<Result> {
  return resultOf(start(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** Starts a command with the tools of its folder and of the root on the PATH, and with telemetry disabled. */
export function start(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { cwd?: string },
): ChildProcess {
  const folders = [...new Set([options.cwd ?? ROOT, ROOT])].map((folder) => join(folder, 'node_modules/.bin'))
  const quiet = { TURBO_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', REDOCLY_TELEMETRY: 'off' }
  const env = { ...process.env, ...options.env, ...quiet, PATH: [...folders, process.env.PATH].join(':') }
  return spawn(command, args, { ...options, env })
}

/** Waits until a command has exited, and returns its result. */
export async function resultOf(child: ChildProcess): Promise<Result> {
  const parts: Buffer[] = []
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => parts.push(part))
  child.stdout?.on('data', (part: Buffer) => printed.push(part))
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  return { code, output: Buffer.concat(parts).toString(), stdout: Buffer.concat(printed).toString() }
}

/** Path of the local server's program. */
export function serverCommand(): string {
  const folder = join(ROOT, 'packages/server')
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin['testsigma-tms-server'])
}
