import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../packages.ts'

/** Hashes of files by their paths. */
export type Digest = ReadonlyMap<string, string>

/** The most files that are named as changed. */
const MOST_NAMED = 5

/** The folders of a package that are published. */
export function outputsOf({ files = [] }: Manifest): string[] {
  return files.filter((file) => !/\.\w+$|^[A-Z]+$|^!/.test(file))
}

/** A hash of each file in some folders of a package. */
export function digestOf(folder: string, outputs: readonly string[]): Digest {
  const files = outputs.flatMap((output) => globSync(`${output}/**/*`, { cwd: folder }))
  return new Map(
    files
      .filter((file) => statSync(join(folder, file)).isFile())
      .sort()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  )
}

/** The files that are not the same in both, a few by name. */
export function differences(before: Digest, after: Digest): string[] {
  const files = [...new Set([...before.keys(), ...after.keys()])].sort()
  const changed = files.filter((file) => before.get(file) !== after.get(file))
  const rest = changed.length - MOST_NAMED
  return rest > 0 ? [...changed.slice(0, MOST_NAMED), `and ${rest} more`] : changed
}
