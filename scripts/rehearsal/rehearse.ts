import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from '../packages.ts'
import { newestChanges } from '../release/listing.ts'
import { step } from '../release/step.ts'
import { generate, pnpm, version } from '../release/steps.ts'
import type { Registry } from '../test/soak/registry.ts'
import { changes } from './changes.ts'
import { makeConsumers, type Upgraded } from './consumers.ts'

/** A release, and the state of the consumers after it. */
export interface Release {
  /** Name of the released change. */
  readonly change: string
  /** Version of the contract. */
  readonly contract: string
  /** Version of all other packages. */
  readonly packages: string
  /** The consumer that upgrades within its `^` range. */
  readonly inRange: Upgraded
  /** The consumer that upgrades to the newest version. */
  readonly newest: Upgraded
  /** The section of the changelog for the release. */
  readonly notes: string
}

/** The package that users install; it depends on the types. */
const CLIENT = 'packages/client'
const isNeeded = (name: string) => ['@testsigma-tms/types', '@testsigma-tms/client'].includes(name)

/** Releases a copy of the repository as if for the first time, and then one change after the other. */
export async function rehearse(copy: string, registry: Registry): Promise<Release[]> {
  const earlier = ['CHANGELOG.md', 'spec/baseline/packages.json', ...globSync('.changeset/*.md', { cwd: copy })]
  for (const file of earlier) if (!file.endsWith('README.md')) rmSync(join(copy, file), { force: true })
  await generate(copy, isNeeded)
  await version(copy, isNeeded)
  await publish(copy, registry)
  const upgrade = makeConsumers(registry.folder, versionIn(copy, CLIENT))
  const releases = [{ ...describe(copy, 'the first release'), ...(await upgrade()), notes: '' }]
  for (const { name, day, bumps, text, apply } of changes) {
    apply((file, edit) => writeFileSync(join(copy, file), edit(readFileSync(join(copy, file), 'utf8'))))
    const bumped = Object.entries(bumps).map(([packageName, bump]) => `'@testsigma-tms/${packageName}': ${bump}\n`)
    writeFileSync(join(copy, '.changeset/a-change.md'), `---\n${bumped.join('')}---\n\n${text}\n`)
    process.env.SOURCE_DATE_EPOCH = String(Date.parse(day) / 1000)
    await generate(copy, () => false)
    await version(copy, isNeeded)
    await publish(copy, registry)
    const notes = newestChanges(readFileSync(join(copy, 'CHANGELOG.md'), 'utf8'), versionIn(copy, CLIENT))
    releases.push({ ...describe(copy, name), ...(await upgrade()), notes })
  }
  return releases
}

async function publish(copy: string, { url }: Registry): Promise<void> {
  const folder = join(copy, CLIENT)
  const tarballs = join(copy, '.release')
  rmSync(tarballs, { recursive: true, force: true })
  await step(copy, 'build', ...pnpm(['run', 'build']), folder)
  // Without prepack, which would build once more.
  await step(copy, 'pack', ...pnpm(['pack', '--config.ignore-scripts=true', '--pack-destination', tarballs]), folder)
  const [tarball = ''] = globSync('*.tgz', { cwd: tarballs })
  await step(copy, `publish ${tarball}`, 'npm', ['publish', '--registry', url, join(tarballs, tarball)])
}

function describe(copy: string, change: string): Pick<Release, 'change' | 'contract' | 'packages'> {
  return { change, contract: versionIn(copy, 'spec'), packages: versionIn(copy, CLIENT) }
}

function versionIn(copy: string, folder: string): string {
  return readManifest(join(copy, folder, 'package.json')).version
}
