import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ReleaseError } from './error.ts'
import { RELEASE } from './publish.ts'
import { pnpm, step } from './steps.ts'
import { changedFiles, commitAll, copyTree, treeHash } from './tree.ts'

/**
 * Works in a copy of the repository, uncommitted changes included, with everything installed. The copy goes when the
 * work is done or breaks off, so that the repository itself is as it was, whatever happens.
 */
export async function inCopy<T>(root: string, work: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'tms-release-'))
  const remove = () => rmSync(copy, { recursive: true, force: true, maxRetries: 10 })
  const stop = () => {
    remove()
    console.error('\nInterrupted. Nothing was changed.')
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    await copyTree(root, copy)
    await commitAll(copy)
    await step(copy, 'install', ...pnpm(['install', '--frozen-lockfile', '--prefer-offline']))
    return await work(copy)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    remove()
  }
}

/**
 * Takes what was changed in the copy, and the tarballs, over into the repository.
 *
 * @param before the hash of the repository when the copy was made
 * @throws {ReleaseError} when the repository has changed meanwhile
 */
export async function takeOver(copy: string, root: string, before: string): Promise<void> {
  if ((await treeHash(root)) !== before) {
    throw new ReleaseError('Files have changed while the release was prepared. Run `pnpm release` again.')
  }
  rmSync(join(root, RELEASE), { recursive: true, force: true })
  for (const file of await changedFiles(copy, root)) {
    if (existsSync(join(copy, file))) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      cpSync(join(copy, file), join(root, file))
    } else rmSync(join(root, file))
  }
  cpSync(join(copy, RELEASE), join(root, RELEASE), { recursive: true })
}
