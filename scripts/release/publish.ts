import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeholders } from '../metadata.ts'
import { readManifest } from '../packages.ts'
import { run } from '../run.ts'
import { ReleaseError } from './error.ts'
import { onInterrupt } from './interrupt.ts'
import { type Prepared, RELEASE } from './prepared.ts'
import { step } from './step.ts'
import { integrityOf } from './tarball.ts'
import { git, treeHash, uncommittedFiles } from './tree.ts'

/** The only branch from which releases are published. */
const BRANCH = 'main'

/**
 * Publishes the prepared and tested tarballs without rebuilding, and tags the commit. Packages that are already
 * published are skipped, so that an interrupted release can be resumed.
 *
 * @throws {ReleaseError} when nothing is prepared, or anything has changed since
 */
export async function publish(root: string, registry: string | undefined): Promise<void> {
  const prepared = await readPrepared(root, registry === undefined)
  const tag = `v${prepared.version}`
  const isTagged = await requireTag(root, tag)
  // Checks all packages first, so that nothing is published if one of them cannot be.
  const missing: Prepared['packages'][number][] = []
  for (const tarball of prepared.packages) {
    if (await isPublished(tarball, registry)) console.error(`- ${tarball.name} ${tarball.version} is published already`)
    else missing.push(tarball)
  }
  const resume = 'What is published stays published. To go on, run `pnpm release --publish` again.'
  const release = onInterrupt(resume)
  try {
    for (const { file, name, version } of missing) {
      const args = [
        'publish',
        join(root, file),
        '--access',
        'public',
        '--loglevel',
        'error',
        ...registryOption(registry),
      ]
      await step(root, `publish ${name} ${version}`, 'npm', args)
    }
    if (!isTagged) await step(root, `tag ${tag}`, 'git', ['tag', '-a', tag, '-m', prepared.notes, '--cleanup=verbatim'])
  } catch (error) {
    throw error instanceof ReleaseError ? new ReleaseError(`${error.message}\n${resume}`) : error
  } finally {
    release()
  }
  console.error(
    `\nPublished. Push the tag: git push origin ${tag}. The notes of the release are in ${RELEASE}/notes.md.`,
  )
}

/** Whether this commit has the tag. @throws {ReleaseError} if another commit has it, or git has no identity for tags */
async function requireTag(root: string, tag: string): Promise<boolean> {
  const [head, tagged, identity] = await Promise.all([
    git(root, 'rev-parse', 'HEAD'),
    run('git', ['rev-parse', '-q', '--verify', `refs/tags/${tag}^{commit}`], root),
    run('git', ['var', 'GIT_COMMITTER_IDENT'], root),
  ])
  if (tagged.code === 0) {
    if (tagged.stdout === head) return true
    throw new ReleaseError(
      `Not published: the tag ${tag} is on another commit, ${tagged.stdout.trim()}. Raise the version.`,
    )
  }
  if (identity.code === 0) return false
  throw new ReleaseError(
    'Not published: git does not know who sets the tag. Run `git config user.name` and `user.email`.',
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
    ...(isPublic ? [...placeholders(readManifest(join(root, 'package.json'))), ...(await branchProblems(root))] : []),
  ]
  if (problems.length === 0) return prepared
  throw new ReleaseError(
    `Not published:\n${problems.join('\n')}\nCommit or undo changes, or run \`pnpm release\` again.`,
  )
}

/** A release must be published from the main branch; a rehearsal may use any branch. */
async function branchProblems(root: string): Promise<string[]> {
  const branch = (await git(root, 'rev-parse', '--abbrev-ref', 'HEAD')).trim()
  const got = branch === 'HEAD' ? 'a commit that is on no branch (detached HEAD)' : branch
  return branch === BRANCH
    ? []
    : [`expected the branch ${BRANCH}, got ${got}: merge first, or rehearse with --registry`]
}

/** Whether a registry has a tarball. @throws {ReleaseError} if its content differs, or the registry fails */
async function isPublished(
  { name, version, integrity }: Prepared['packages'][number],
  registry: string | undefined,
): Promise<boolean> {
  const args = ['view', `${name}@${version}`, 'dist.integrity', '--json', ...registryOption(registry)]
  const { code, output, stdout } = await run('npm', args)
  if (code !== 0 && !/E404/.test(output)) {
    throw new ReleaseError(`The registry does not say whether ${name} ${version} is published:\n${output.trim()}`)
  }
  const published = code === 0 && stdout.trim() !== '' ? JSON.parse(stdout) : undefined
  if (published !== undefined && published !== integrity) {
    throw new ReleaseError(`${name} ${version} is published already, with another content. Raise the version.`)
  }
  return published !== undefined
}

function registryOption(registry: string | undefined): string[] {
  return registry === undefined ? [] : ['--registry', registry]
}
