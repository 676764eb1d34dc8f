import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RELEASE, savePrepared } from '../../release/prepared.ts'
import { readTarball, type Tarball } from '../../release/tarball.ts'
import { git, treeHash } from '../../release/tree.ts'
import { ROOT, run } from '../../run.ts'

/** Tarballs, and the output of the dry run that packed them. */
export interface Packed {
  readonly tarballs: readonly Tarball[]
  readonly dryRun?: { readonly stdout: string; readonly output: string }
}

/** The tarballs of `pnpm release` if it runs this test; otherwise those of a dry run. */
export async function packedPackages(folder: string): Promise<Packed> {
  const { RELEASE_TARBALLS } = process.env
  if (RELEASE_TARBALLS !== undefined) return { tarballs: await readPacked(RELEASE_TARBALLS) }
  const command = [join(ROOT, 'scripts/release.ts'), '--dry-run', '--out', folder]
  const { code, stdout, output } = await run(process.execPath, command)
  if (code !== 0) throw new Error(`pnpm release --dry-run ended with ${code}:\n${output}`)
  return { tarballs: await readPacked(folder), dryRun: { stdout, output } }
}

/** Creates a repository in which a release is prepared and committed. */
export async function prepareRelease(repository: string, tarballs: readonly Tarball[]): Promise<void> {
  mkdirSync(join(repository, RELEASE), { recursive: true })
  writeFileSync(join(repository, '.gitignore'), `${RELEASE}\n`)
  await git(repository, 'init', '-q', '-b', 'main')
  await git(repository, 'config', 'user.name', 'Nobody')
  await git(repository, 'config', 'user.email', 'nobody@example.com')
  await git(repository, 'add', '.')
  await git(repository, 'commit', '-qm', 'A release')
  savePrepared(repository, { tree: await treeHash(repository), packages: tarballs, notes: 'The first release.' })
}

function readPacked(folder: string): Promise<Tarball[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  return Promise.all(files.map((file) => readTarball(join(folder, file))))
}
