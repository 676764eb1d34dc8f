/**
 * Runs in the folder of a package after it is packed, and restores the README of the repository.
 *
 * Usage: node ../../scripts/postpack.ts
 */
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** Backup of the README while its links are absolute. */
export function originalReadme(folder: string): string {
  return join(folder, '.README.original.md')
}

/** Restores the README, also after packing was killed. */
export function restoreReadme(folder: string): void {
  if (existsSync(originalReadme(folder))) renameSync(originalReadme(folder), join(folder, 'README.md'))
}

if (import.meta.main) restoreReadme(process.cwd())
