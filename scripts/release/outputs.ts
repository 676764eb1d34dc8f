import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Manifest } from '../packages.ts'

/** Hashes of files, by path. */
export type Digest = ReadonlyMap<string, string>

/** Most changed files that are named in a message. */
const MOST_NAMED = 5

/** The folders of a package that are published. */
export function outputsOf({ files = [] }: Manifest): string[] {
  return files.filter((file) => !/\.\w+$|^[A-Z]+$|^!/.test(file))
}

/** Names of files that may be published: code, declarations, source maps, data, and the documents of a package. */
const PUBLISHABLE = /^(.*\/)?[\w-][\w.-]*\.(js|d\.ts|map|json|yaml)$|^(README|CHANGELOG)\.md$|^LICENSE$/

/** Files that no package may publish: tests, hidden files, keys, sources. */
export function foreignFiles(files: readonly string[]): string[] {
  return files.filter(
    (file) => !PUBLISHABLE.test(file) || /(^|\/)(\..*|tests?|node_modules|[^/]*\.test\.js)(\/|$)/.test(file),
  )
}

/** All files that the published manifest refers to. */
export function targetsOf(manifest: Manifest): string[] {
  const { exports, bin, main, types } = { ...manifest, ...(manifest.publishConfig as object | undefined) } as Manifest
  return [...new Set(pathsIn([exports, bin, main, types]))].map((path) => path.replace(/^\.\//, ''))
}

function pathsIn(part: unknown): string[] {
  if (typeof part === 'string') return part.startsWith('.') ? [part] : []
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(pathsIn) : []
}

/**
 * Hashes the files in some folders of a package. A symbolic link is hashed by its target path, because npm does not
 * pack it.
 */
export function digestOf(folder: string, outputs: readonly string[]): Digest {
  const files = outputs.flatMap((output) => {
    const entries = readdirSync(join(folder, output), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  })
  return new Map(
    files.sort().map((file) => {
      const content = lstatSync(file).isSymbolicLink() ? `link to ${readlinkSync(file)}` : readFileSync(file)
      return [relative(folder, file).replaceAll('\\', '/'), createHash('sha256').update(content).digest('hex')]
    }),
  )
}

/** The files that differ, of which a few are named. */
export function differences(before: Digest, after: Digest): string[] {
  const files = [...new Set([...before.keys(), ...after.keys()])].sort()
  const changed = files.filter((file) => before.get(file) !== after.get(file))
  const rest = changed.length - MOST_NAMED
  return rest > 0 ? [...changed.slice(0, MOST_NAMED), `and ${rest} more`] : changed
}
