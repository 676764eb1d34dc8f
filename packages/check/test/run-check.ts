import { execFile } from 'node:child_process'
import { resolve } from 'node:path'

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The real command line. */
export const CLI = resolve(import.meta.dirname, '../src/cli.ts')

/** Runs the real command line. */
export function runCheck(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return new Promise((finish) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }
    execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
    })
  })
}
