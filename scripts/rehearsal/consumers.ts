import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from '../packages.ts'
import { ReleaseError } from '../release/error.ts'
import { step } from '../release/step.ts'
import { run } from '../run.ts'
import { consumerFiles } from './changes.ts'

/** The state of a consumer after an upgrade. */
export interface Upgraded {
  /** The installed version of the client. */
  readonly version: string
  /** The files of the consumer that still compile. */
  readonly compiles: readonly string[]
}

const STRICT = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--typeRoots', 'none']
const TARGET = ['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--module', 'nodenext']
const QUIET = ['--no-audit', '--no-fund', '--prefer-online']

/**
 * Creates two consumers of the client: one depends on the `^` range of a version, the other on the newest version.
 *
 * @returns a function that upgrades both
 */
export function makeConsumers(folder: string, version: string): () => Promise<{ inRange: Upgraded; newest: Upgraded }> {
  const [inRange, newest] = ['in-range', 'newest'].map((name) => join(folder, name)) as [string, string]
  for (const [consumer, range] of [
    [inRange, `^${version}`],
    [newest, '*'],
  ] as const) {
    mkdirSync(consumer)
    const manifest = { private: true, type: 'module', dependencies: { '@testsigma-tms/client': range } }
    writeFileSync(join(consumer, 'package.json'), JSON.stringify(manifest))
    for (const [file, code] of Object.entries(consumerFiles)) writeFileSync(join(consumer, file), code)
  }
  return async () => ({ inRange: await upgrade(inRange), newest: await upgrade(newest) })
}

async function upgrade(consumer: string): Promise<Upgraded> {
  await step(consumer, 'upgrade', 'npm', ['update', ...QUIET])
  const { version } = readManifest(join(consumer, 'node_modules/@testsigma-tms/client/package.json'))
  return { version, compiles: await compilingFiles(consumer) }
}

async function compilingFiles(consumer: string): Promise<string[]> {
  const files = Object.keys(consumerFiles)
  const { code, output } = await run('tsc', ['--pretty', 'false', ...STRICT, ...TARGET, ...files], consumer)
  const broken = files.filter((file) => output.includes(`${file}(`))
  const elsewhere = output
    .split('\n')
    .filter((line) => /^\S+\(\d/.test(line) && !files.some((file) => line.startsWith(file)))
  if ((code !== 0 && broken.length === 0) || elsewhere.length > 0) {
    throw new ReleaseError(`The types of the package do not compile:\n${output}`)
  }
  return files.filter((file) => !broken.includes(file))
}
