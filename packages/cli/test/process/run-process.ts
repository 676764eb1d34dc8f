import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'

export const bin = resolve(import.meta.dirname, '../../src/bin.ts')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a child process that is killed when the test ends. */
export function start(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (piece) => {
    stdout += piece
  })
  child.stderr.on('data', (piece) => {
    stderr += piece
  })
  const ended = new Promise<Ended>((finish) => {
    child.on('close', (code, signal) => finish({ code, signal, stdout, stderr }))
  })
  return { child, ended }
}

/** Runs a shell script in which `tms` is the program of this package. */
export function shell(script: string, cwd: string, env: Record<string, string>): Promise<Ended> {
  const tms = `tms() { '${process.execPath}' '${bin}' "$@"; }\n`
  return start('bash', ['-o', 'pipefail', '-c', tms + script], cwd, env).ended
}
