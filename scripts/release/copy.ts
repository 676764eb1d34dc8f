import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ReleaseError } from './error.ts'
import { onInterrupt } from './interrupt.ts'
import { RELEASE } from './prepared.ts'
import { step } from './step.ts'
import { pnpm } from './steps.ts'
import { changedFiles, commitAll, copyTree, treeHash } from './tree.ts'

/**
 * Works in a copy of the repository with all dependencies installed, including uncommitted changes. The copy is removed
 * afterwards, also after a failure or an interruption, so that the repository itself is not changed.
 */
export async function inCopy<T>(root: string, work: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'tms-release-'))
  // The permissions of a normal clone: tests run programs from the copy as another user.
  chmodSync(copy, 0o755)
  const remove = () => rmSync(copy, { recursive: true, force: true, maxRetries: 10 })
  const release = onInterrupt('Nothing was changed.', remove)
  try {
    await copyTree(root, copy)
    await commitAll(copy)
    await step(copy, 'install', ...pnpm(['install', '--frozen-lockfile', '--prefer-offline']))
    return await work(copy)
  } finally {
    release()
    remove()
  }
}

/**
 * Copies the changed files and the prepared release from the copy into the repository: either all of it or, after an
 * error, nothing.
 *
 * @param before hash of the repository when the copy was created
 * @throws {ReleaseError} when the repository has changed meanwhile
 */
export async function takeOver(copy: string, root: string, before: string): Promise<void> {
  const files = await changedFiles(copy, root)
  if ((await treeHash(root)) !== before) {
    throw new ReleaseError('Files have changed while the release was prepared. Run `pnpm release` again.')
  }
  // The rest is synchronous, so that no signal can interrupt it.
  const backup = mkdtempSync(join(tmpdir(), 'tms-release-'))
  try {
    replace(root, backup, [...files, RELEASE])
    try {
      replace(copy, root, [...files, RELEASE])
    } catch (error) {
      replace(backup, root, [...files, RELEASE])
      throw error
    }
  } finally {
    rmSync(backup, { recursive: true, force: true })
  }
}

/** Replaces files and folders in `target` with those in `source`; removes those that do not exist there. */
function replace(source: string, target: string, paths: readonly string[]): void {
  for (const path of paths) {
    rmSync(join(target, path), { recursive: true, force: true })
    if (!existsSync(join(source, path))) continue
    mkdirSync(dirname(join(target, path)), { recursive: true })
    cpSync(join(source, path), join(target, path), { recursive: true, verbatimSymlinks: true })
  }
}
