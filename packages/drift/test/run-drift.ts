import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const CLI = resolve(import.meta.dirname, '../src/cli.ts')

/** Runs the real command line. */
export function runDrift(args: readonly string[], env: NodeJS.ProcessEnv = {}, cli = CLI): Promise<Finished> {
  const clean = { ...process.env, TESTSIGMA_API_KEY: '', TESTSIGMA_BASE_URL: '', ...env }
  return new Promise((finish) => {
    execFile(process.execPath, [cli, ...args], { env: clean, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
    })
  })
}

const folders: string[] = []

afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** A temporary folder, deleted after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-drift-test-'))
  folders.push(folder)
  return folder
}

/** A temporary file, deleted after the test. */
export async function temporaryFile(name: string, content: unknown): Promise<string> {
  const file = join(await temporaryFolder(), name)
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
