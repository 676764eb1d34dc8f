/**
 * Runs after a package is packed, in its folder: puts back the README as it is in the repository.
 *
 * Usage: node ../../scripts/postpack.ts
 */
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** Where the README is kept while its links are absolute. */
export function originalReadme(folder: string): string {
  return join(folder, '.README.original.md')
}

/** Puts the README back, also one that packing left behind when it was killed. */
export function restoreReadme(folder: string): void {
  if (existsSync(originalReadme(folder))) renameSync(originalReadme(folder), join(folder, 'README.md'))
}

if (import.meta.main) restoreReadme(process.cwd())
