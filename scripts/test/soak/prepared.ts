import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RELEASE, savePrepared } from '../../release/prepared.ts'
import { build, pack } from '../../release/steps.ts'
import { readTarball, type Tarball } from '../../release/tarball.ts'
import { git, treeHash } from '../../release/tree.ts'
import { ROOT } from '../../run.ts'

/** A repository in which a release is prepared. */
export interface Prepared {
  readonly repository: string
  readonly tarballs: readonly Tarball[]
}

/** Takes the tarballs that `pnpm release` has made and wants to see tested; without them, builds and packs what is here. */
export async function prepareRelease(repository: string): Promise<Prepared> {
  const { RELEASE_TARBALLS } = process.env
  mkdirSync(join(repository, RELEASE), { recursive: true })
  const tarballs =
    RELEASE_TARBALLS === undefined
      ? await build(ROOT).then(() => pack(ROOT, join(repository, RELEASE)))
      : await readPacked(RELEASE_TARBALLS)
  writeFileSync(join(repository, '.gitignore'), `${RELEASE}\n`)
  await git(repository, 'init', '-q', '-b', 'main')
  await git(repository, 'config', 'user.name', 'Nobody')
  await git(repository, 'config', 'user.email', 'nobody@example.com')
  await git(repository, 'add', '.')
  await git(repository, 'commit', '-qm', 'A release')
  savePrepared(repository, { tree: await treeHash(repository), packages: tarballs, notes: 'The first release.' })
  return { repository, tarballs }
}

function readPacked(folder: string): Promise<Tarball[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
  return Promise.all(files.map((file) => readTarball(join(folder, file))))
}
