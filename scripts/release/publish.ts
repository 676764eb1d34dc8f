import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { placeholders } from '../metadata.ts'
import { readManifest } from '../packages.ts'
import { run } from '../run.ts'
import { ReleaseError, step } from './steps.ts'
import { integrityOf, type Tarball } from './tarball.ts'
import { treeHash, uncommittedFiles } from './tree.ts'

/** Where a prepared release waits, below the root; not committed. */
export const RELEASE = '.release'

/** What was tested, and what it was made from. */
export interface Prepared {
  readonly tree: string
  /** `file` is below the root. */
  readonly packages: readonly Pick<Tarball, 'file' | 'name' | 'version' | 'integrity'>[]
  readonly notes: string
}

export function savePrepared(root: string, { tree, packages, notes }: Prepared): void {
  const prepared: Prepared = {
    tree,
    packages: packages.map(({ file, name, version, integrity }) => {
      return { file: relative(root, file), name, version, integrity }
    }),
    notes,
  }
  writeFileSync(join(root, RELEASE, 'release.json'), `${JSON.stringify(prepared, null, 2)}\n`)
  writeFileSync(join(root, RELEASE, 'notes.md'), `${prepared.notes}\n`)
}

/**
 * Publishes what was prepared and tested, byte for byte, and tags it. What is published already is left alone, so that
 * a release that broke off can go on.
 *
 * @throws {ReleaseError} when nothing is prepared, or anything has changed since
 */
export async function publish(root: string, registry: string | undefined): Promise<void> {
  const prepared = await readPrepared(root, registry === undefined)
  for (const { file: path, name, version, integrity } of prepared.packages) {
    const file = join(root, path)
    const there = await publishedIntegrity(name, version, registry)
    if (there === integrity) {
      console.error(`- ${name} ${version} is published already`)
      continue
    }
    if (there !== undefined)
      throw new ReleaseError(`${name} ${version} is published already, with another content. Raise the version.`)
    await step(root, `publish ${name} ${version}`, 'npm', [
      'publish',
      file,
      '--access',
      'public',
      ...registryOption(registry),
    ])
  }
  const tag = tagOf(prepared)
  const tagged = await run('git', ['rev-parse', '-q', '--verify', `refs/tags/${tag}`], root)
  if (tagged.code !== 0) await step(root, `tag ${tag}`, 'git', ['tag', '-a', tag, '-m', prepared.notes], root)
  console.error(
    `\nPublished. Push the tag: git push origin ${tag}. The notes of the release are in ${RELEASE}/notes.md.`,
  )
}

async function readPrepared(root: string, isPublic: boolean): Promise<Prepared> {
  const file = join(root, RELEASE, 'release.json')
  if (!existsSync(file))
    throw new ReleaseError('Nothing is prepared. Run `pnpm release` first, and commit what it changes.')
  const prepared: Prepared = JSON.parse(readFileSync(file, 'utf8'))
  const uncommitted = await uncommittedFiles(root)
  const changed = prepared.packages.filter(({ file: path, integrity }) => {
    return !existsSync(join(root, path)) || integrityOf(join(root, path)) !== integrity
  })
  const problems = [
    ...(uncommitted.length > 0
      ? [`${uncommitted.length} files are not committed: ${uncommitted.slice(0, 5).join(', ')}`]
      : []),
    ...((await treeHash(root)) === prepared.tree ? [] : ['files have changed since the release was prepared']),
    ...changed.map(({ file: tarball }) => `${tarball} is not the tarball that was tested`),
    ...(isPublic ? placeholders(readManifest(join(root, 'package.json'))) : []),
  ]
  if (problems.length === 0) return prepared
  throw new ReleaseError(
    `Not published:\n${problems.join('\n')}\nCommit or undo changes, or run \`pnpm release\` again.`,
  )
}

/** The integrity of a version in the registry; `undefined` where there is no such version. */
async function publishedIntegrity(
  name: string,
  version: string,
  registry: string | undefined,
): Promise<string | undefined> {
  const { code, output, stdout } = await run('npm', [
    'view',
    `${name}@${version}`,
    'dist.integrity',
    '--json',
    ...registryOption(registry),
  ])
  if (code === 0) return stdout.trim() === '' ? undefined : JSON.parse(stdout)
  if (/E404/.test(output)) return undefined
  throw new ReleaseError(`The registry does not say whether ${name} ${version} is published:\n${output.trim()}`)
}

function registryOption(registry: string | undefined): string[] {
  return registry === undefined ? [] : ['--registry', registry]
}

/** One tag, as all packages have one version; the first package's name tells releases apart where they have not. */
function tagOf({ packages }: Prepared): string {
  const versions = new Set(packages.map(({ version }) => version))
  const [first] = packages
  if (first === undefined) throw new ReleaseError('Nothing is prepared: there are no packages.')
  return versions.size === 1 ? `v${first.version}` : `${first.name}@${first.version}`
}
