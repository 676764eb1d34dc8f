import { type ExecFileException, execFile } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in a workspace package, with that package's tools on the path. A failing command is an answer. */
export function runInPackage(root: string, folder: string, command: string): Promise<Finished> {
  const cwd = resolve(root, folder)
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
