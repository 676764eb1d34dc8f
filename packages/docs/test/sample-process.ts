import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { contract } from '../src/contract.ts'
import type { Language } from '../src/samples/index.ts'
import { makeSamples } from '../src/samples/sample.ts'
import { run } from './tools.ts'

/** Creates a folder in which samples can import the client by name, with a report to upload. */
export async function sampleFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-run-'))
  await symlink(resolve(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rm(folder, { recursive: true }) }
}

/** Runs code of a language as a process in a new folder; returns its output. */
export async function runSample(
  parent: string,
  { run: runner }: Language,
  code: string,
  baseUrl: string,
): Promise<string> {
  const cwd = await workFolder(parent)
  await writeFile(join(cwd, runner.file), `${code}\n`)
  const { stdout } = await run(commandOf(runner), [join(cwd, runner.file)], { cwd, env: environment(baseUrl) })
  return stdout
}

/** Runs samples one after another. */
export interface SampleRunner {
  /** Runs code as a file with this name; resolves with `ok`, or with the error. */
  run(name: string, code: string): Promise<string>
  close(): Promise<void>
}

/** Runs samples of a language in one process if the language supports it, otherwise each in its own. */
export async function openRunner(parent: string, language: Language, baseUrl: string): Promise<SampleRunner> {
  const { batch, file } = language.run
  const one = (_: string, code: string) =>
    runSample(parent, language, code, baseUrl).then(
      () => 'ok',
      ({ stderr, message }) => stderr || message,
    )
  if (batch === undefined) return { run: one, close: async () => {} }

  const cwd = await workFolder(parent)
  await writeFile(join(cwd, batch.file), batch.code)
  const stdio = ['pipe', 'ignore', 'pipe', 'pipe'] as const
  const child = spawn(commandOf(language.run), [batch.file], { cwd, env: environment(baseUrl), stdio: [...stdio] })
  const said = text(child.stderr as Readable)
  const outcomes = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]()
  return {
    run: async (name, code) => {
      const path = join(cwd, `${name}-${file}`)
      await writeFile(path, `${code}\n`)
      child.stdin?.write(`${path}\n`)
      const { done, value } = await outcomes.next()
      return done ? `The process ended: ${await said}` : value
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.stdin?.end()
      await once(child, 'exit')
    },
  }
}

async function workFolder(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, 'sample-'))
  await writeFile(
    join(folder, 'junit.xml'),
    '<testsuites><testsuite><testcase name="DEMO-1"/></testsuite></testsuites>',
  )
  return folder
}

function commandOf({ command }: Language['run']): string {
  return command === 'node' ? process.execPath : command
}

/** The client reads its base URL from the environment. */
function environment(baseUrl: string) {
  return { ...process.env, NO_PROXY: '127.0.0.1', TESTSIGMA_BASE_URL: baseUrl }
}

/** The sample of an operation in a language, as shown on its page. */
export function sampleOf(operationId: string, { label }: Language): string {
  const samples = makeSamples(contract).find((operation) => operation.operationId === operationId)?.samples
  return samples?.find((sample) => sample.label === label)?.text ?? ''
}
