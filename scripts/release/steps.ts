import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { publishedPackages, type WorkspacePackage } from '../packages.ts'
import { writePins } from '../pins.ts'
import { ReleaseError } from './error.ts'
import { releaseVersion } from './release-version.ts'
import { step } from './step.ts'
import { readTarball, type Tarball, tarballProblems } from './tarball.ts'

/** Most problems of tarballs that are printed. */
const MOST_NAMED = 20

/** Whether there is a changeset. Without one, the current versions are released. */
export function isAnnounced(root: string): boolean {
  return globSync('.changeset/*.md', { cwd: root }).some((file) => !file.endsWith('README.md'))
}

/**
 * Updates versions and changelog from the changesets, also the versions in READMEs, regenerates everything, and copies
 * bundle and versions to the baseline. Requires fresh generated files, and changesets for all changes.
 */
export async function version(root: string, isGenerated?: (name: string) => boolean): Promise<void> {
  if (isAnnounced(root)) {
    await step(root, 'versions and changelog', process.execPath, ['packages/check/src/cli.ts', 'release'])
    writePins(root)
    await generate(root, isGenerated)
  }
  copyFileSync(join(root, 'spec/dist/openapi.yaml'), join(root, 'spec/baseline/openapi.yaml'))
  const released = { version: releaseVersion(publishedPackages(root).map(({ manifest }) => manifest)) }
  writeFileSync(join(root, 'spec/baseline/packages.json'), `${JSON.stringify(released, null, 2)}\n`)
}

/** Bundles the contract, and generates the code of all packages, or of some. */
export async function generate(root: string, isGenerated: (name: string) => boolean = () => true): Promise<void> {
  await step(root, 'bundle', process.execPath, ['bundle.ts'], join(root, 'spec'))
  for (const file of globSync('packages/*/package.json', { cwd: root }).sort()) {
    const folder = join(root, file, '..')
    const { name, scripts = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'))
    if (scripts.generate && isGenerated(name))
      await step(root, `generate ${name}`, 'sh', ['-c', scripts.generate], folder)
  }
}

/** Builds every published package. */
export async function build(root: string): Promise<void> {
  for (const { directory, manifest } of publishedPackages(root)) {
    const { build: command = '' } = manifest.scripts as Record<string, string>
    await step(root, `build ${manifest.name}`, 'sh', ['-c', command], join(root, directory))
  }
}

/**
 * Packs all published packages into a folder, in the order of their dependencies. @throws {ReleaseError} listing
 * problems
 */
export async function pack(root: string, folder: string): Promise<Tarball[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const tarballs: Tarball[] = []
  for (const { directory, manifest } of inOrder(publishedPackages(root))) {
    const before = new Set(readdirSync(folder))
    const args = ['pack', '--pack-destination', folder]
    await step(root, `pack ${manifest.name}`, ...pnpm(args), join(root, directory))
    const [file] = readdirSync(folder).filter((name) => !before.has(name))
    if (file === undefined) throw new ReleaseError(`pack ${manifest.name} wrote no tarball.`)
    tarballs.push(await readTarball(join(folder, file)))
  }
  const problems = tarballs.flatMap(tarballProblems)
  if (problems.length > 0) {
    const named = problems.slice(0, MOST_NAMED)
    const rest = problems.length - named.length
    const lines = rest > 0 ? [...named, `and ${rest} more`] : named
    throw new ReleaseError(`The tarballs must not be published:\n${lines.join('\n')}`)
  }
  return tarballs
}

/** The pnpm that runs this script, otherwise the one that npx fetches. */
export function pnpm(args: readonly string[]): [string, string[]] {
  const { npm_execpath: running } = process.env
  if (running && /pnpm[^/]*$/.test(running) && existsSync(running)) {
    return /\.[cm]?js$/.test(running) ? [process.execPath, [running, ...args]] : [running, [...args]]
  }
  return ['npx', ['-y', 'pnpm@12', ...args]]
}

/** Sorts packages so that each comes after our packages that it depends on. */
export function inOrder(packages: readonly WorkspacePackage[]): WorkspacePackage[] {
  const placed: WorkspacePackage[] = []
  let waiting = [...packages]
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ manifest }) => manifest.name))
    const ready = waiting.filter(({ manifest }) =>
      Object.keys(manifest.dependencies ?? {}).every((name) => !names.has(name)),
    )
    if (ready.length === 0) throw new ReleaseError(`These packages depend on each other: ${[...names].join(', ')}`)
    placed.push(...ready)
    waiting = waiting.filter((each) => !ready.includes(each))
  }
  return placed
}
