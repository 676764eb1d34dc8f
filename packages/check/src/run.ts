import { type ExecFileException, execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { delimiter, resolve } from 'node:path'

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command line in a workspace package, with that package's tools in the PATH. A failed command is returned as a
 * result. At most as many commands as cores run at the same time.
 */
export async function runInPackage(root: string, folder: string, command: string): Promise<Finished> {
  await freeCore()
  try {
    return await run(resolve(root, folder), root, command)
  } finally {
    release()
  }
}

let cores = availableParallelism()
const waiting: (() => void)[] = []

async function freeCore(): Promise<void> {
  if (cores > 0) cores--
  else await new Promise<void>((go) => waiting.push(go))
}

function release(): void {
  const next = waiting.shift()
  if (next) next()
  else cores++
}

function run(cwd: string, root: string, command: string): Promise<Finished> {
  const path = [cwd, root].map((place) => resolve(place, 'node_modules/.bin')).join(delimiter)
  const env = {
    ...process.env,
    PATH: `${path}${delimiter}${process.env.PATH}`,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  }
  return new Promise((finish, fail) => {
    const options = { cwd, env, shell: true, maxBuffer: 64 * 1024 * 1024 }
    execFile(command, options, (error: ExecFileException | null, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') return fail(error)
      finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
    })
  })
}
