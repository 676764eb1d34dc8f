import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { contract } from '../src/contract.ts'
import type { Language } from '../src/samples/index.ts'
import { makeSamples } from '../src/samples/sample.ts'
import { run } from './tools.ts'

/** Makes a folder in which samples find the client by its name, and a report to upload. */
export async function sampleFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-run-'))
  await symlink(resolve(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rm(folder, { recursive: true }) }
}

/** Runs code of a language as a process of its own, in a new folder; returns what it prints. */
export async function runSample(
  parent: string,
  { run: runner }: Language,
  code: string,
  baseUrl: string,
): Promise<string> {
  const cwd = await mkdtemp(join(parent, 'sample-'))
  await writeFile(join(cwd, 'junit.xml'), '<testsuites><testsuite><testcase name="DEMO-1"/></testsuite></testsuites>')
  await writeFile(join(cwd, runner.file), `${code}\n`)
  const command = runner.command === 'node' ? process.execPath : runner.command
  // The client takes its base URL from the environment.
  const env = { ...process.env, NO_PROXY: '127.0.0.1', TESTSIGMA_BASE_URL: baseUrl }
  const { stdout } = await run(command, [join(cwd, runner.file)], { cwd, env })
  return stdout
}

/** The sample of an operation in a language, as its page shows it. */
export function sampleOf(operationId: string, { label }: Language): string {
  const samples = makeSamples(contract).find((operation) => operation.operationId === operationId)?.samples
  return samples?.find((sample) => sample.label === label)?.text ?? ''
}
