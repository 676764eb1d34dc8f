/**
 * Rehearses four releases in a copy of the repository, against a registry on this machine: an addition, a method with
 * another name, a deprecation, and a removal after its sunset. After each, a consumer with a `^` range upgrades, and the
 * table says which versions were released, which one the consumer got, and which of its files still compile.
 *
 * Usage: pnpm rehearse                                   takes some minutes
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from './packages.ts'
import { changes, consumerFiles } from './rehearsal/changes.ts'
import { inCopy } from './release/copy.ts'
import { newestChanges } from './release/listing.ts'
import { step } from './release/step.ts'
import { generate, pnpm, version } from './release/steps.ts'
import { ROOT, run } from './run.ts'
import { startRegistry } from './test/soak/registry.ts'

/** What users of types and methods install. */
const PUBLISHED = ['packages/types', 'packages/client']

const isPublished = (name: string) => PUBLISHED.some((folder) => folder.endsWith(name.replace('@testsigma-tms', '')))

interface Row {
  readonly change: string
  readonly contract: string
  readonly packages: string
  readonly installed: string
  readonly compiles: Readonly<Record<string, boolean>>
  readonly notes: string
}

const registry = await startRegistry()
Object.assign(process.env, registry.env)
try {
  const rows = await inCopy(ROOT, rehearse)
  console.log(table(rows))
  for (const { change, notes } of rows.slice(1)) console.log(`\n--- after ${change} ---\n\n${notes}`)
} finally {
  await registry.close()
}

async function rehearse(copy: string): Promise<Row[]> {
  for (const file of ['CHANGELOG.md', 'spec/baseline/packages.json', ...globSync('.changeset/*.md', { cwd: copy })]) {
    if (!file.endsWith('README.md')) rmSync(join(copy, file), { force: true })
  }
  await generate(copy, isPublished)
  await version(copy, isPublished)
  await publish(copy)
  const consumer = makeConsumer(copy)
  const rows = [await upgrade(copy, consumer, 'the first release')]
  for (const { name, day, bumps, text, apply } of changes) {
    apply((file, edit) => writeFileSync(join(copy, file), edit(readFileSync(join(copy, file), 'utf8'))))
    const bumped = Object.entries(bumps).map(([packageName, bump]) => `'@testsigma-tms/${packageName}': ${bump}\n`)
    writeFileSync(join(copy, '.changeset/a-change.md'), `---\n${bumped.join('')}---\n\n${text}\n`)
    process.env.SOURCE_DATE_EPOCH = String(Date.parse(day) / 1000)
    await generate(copy, isPublished)
    await version(copy, isPublished)
    await publish(copy)
    rows.push(await upgrade(copy, consumer, name))
  }
  return rows
}

async function publish(copy: string): Promise<void> {
  for (const folder of PUBLISHED.map((each) => join(copy, each))) {
    const tarballs = join(copy, '.release')
    rmSync(tarballs, { recursive: true, force: true })
    await step(copy, `build ${folder}`, ...pnpm(['run', 'build']), folder)
    await step(copy, `pack ${folder}`, ...pnpm(['pack', '--pack-destination', tarballs]), folder)
    await step(copy, `publish ${folder}`, 'sh', ['-c', `npm publish --registry ${registry.url} .release/*.tgz`])
  }
}

/** A folder of a user who takes what a `^` range of the first release gives. */
function makeConsumer(copy: string): string {
  const folder = join(registry.folder, 'consumer')
  mkdirSync(folder)
  const range = `^${readManifest(join(copy, 'packages/client/package.json')).version}`
  const dependencies = { '@testsigma-tms/client': range }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
  for (const [file, code] of Object.entries(consumerFiles)) writeFileSync(join(folder, file), code)
  return folder
}

async function upgrade(copy: string, consumer: string, change: string): Promise<Row> {
  await step(copy, 'upgrade', 'npm', ['update', '--no-audit', '--no-fund', '--prefer-online'], consumer)
  const compiles: Record<string, boolean> = {}
  for (const file of Object.keys(consumerFiles)) {
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', 'false']
    const { code } = await run(
      'tsc',
      [...options, '--lib', 'es2022,dom,dom.iterable', '--typeRoots', 'none', file],
      consumer,
    )
    compiles[file] = code === 0
  }
  const versionIn = (folder: string) => readManifest(join(folder, 'package.json')).version
  const packages = versionIn(join(copy, 'packages/client'))
  const changelog = join(copy, 'CHANGELOG.md')
  const notes = change === 'the first release' ? '' : newestChanges(readFileSync(changelog, 'utf8'), packages)
  const installed = versionIn(join(consumer, 'node_modules/@testsigma-tms/client'))
  return { change, contract: versionIn(join(copy, 'spec')), packages, installed, compiles, notes }
}

function table(rows: readonly Row[]): string {
  const files = Object.keys(consumerFiles)
  const cells = rows.map(({ change, contract, packages, installed, compiles }) => {
    return [change, contract, packages, installed, ...files.map((file) => (compiles[file] ? 'compiles' : 'breaks'))]
  })
  const lines = [
    ['release', 'contract', 'packages', '^ gives', ...files],
    ['---', '---', '---', '---', ...files.map(() => '---')],
    ...cells,
  ]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}
