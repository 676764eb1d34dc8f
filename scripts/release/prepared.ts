import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { releaseVersion } from './release-version.ts'
import type { Tarball } from './tarball.ts'

/** Folder of a prepared release, relative to the root; not committed. */
export const RELEASE = '.release'

/** The tested packages, and the state of the repository that they were built from. */
export interface Prepared {
  /** Version of the release. */
  readonly version: string
  readonly tree: string
  /** `file` is relative to the root. */
  readonly packages: readonly Pick<Tarball, 'file' | 'name' | 'version' | 'integrity'>[]
  readonly notes: string
}

export function savePrepared(root: string, { tree, packages, notes }: Omit<Prepared, 'version'>): void {
  const prepared: Prepared = {
    version: releaseVersion(packages),
    tree,
    packages: packages.map(({ file, name, version, integrity }) => {
      return { file: relative(root, file), name, version, integrity }
    }),
    notes,
  }
  writeFileSync(join(root, RELEASE, 'release.json'), `${JSON.stringify(prepared, null, 2)}\n`)
  writeFileSync(join(root, RELEASE, 'notes.md'), `${prepared.notes}\n`)
}
