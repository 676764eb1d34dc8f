import { type Tarball, unpackedSize } from './tarball.ts'

/** Lists what would be, or was, published, for review. Source maps are omitted. */
export function listing(tarballs: readonly Tarball[]): string {
  return tarballs
    .map((tarball) => {
      const { name, version, size, files, sizes } = tarball
      const total = `${kilobytes(size)} packed, ${kilobytes(unpackedSize(tarball))} unpacked without maps`
      const lines = files
        .filter((file) => !file.endsWith('.map'))
        .map((file) => `  ${kilobytes(sizes[file] ?? 0).padStart(10)}  ${file}`)
      return [`${name} ${version}  ${total}, ${files.length} files`, ...lines].join('\n')
    })
    .join('\n\n')
}

/**
 * The kinds of files of a package, by folder: `dist/handlers/*.js`. One more module does not change the list, but a
 * test, a database or another folder does. The changelog is omitted, because it does not exist before the first
 * release.
 */
export function contentsOf({ files }: Pick<Tarball, 'files'>): string {
  const kinds = files.map((file) => (file.includes('/') ? file.replace(/[^/]*?(\.[^/]*)?$/, '*$1') : file))
  return [...new Set(kinds)]
    .filter((kind) => kind !== 'CHANGELOG.md')
    .sort()
    .map((kind) => `${kind}\n`)
    .join('')
}

/** 1 kB is 1,000 bytes, as in npm. */
function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

/** The section of the changelog for the version, or a sentence that there is none. */
export function newestChanges(changelog: string | undefined, version: string): string {
  const sections = changelog?.split(/^(?=## )/m) ?? []
  return (
    sections.find((section) => section.startsWith(`## ${version}`))?.trim() ?? `No changes are recorded for ${version}.`
  )
}

/** A sentence such as "2 files are stale: a, b." */
export function counted(files: readonly string[], what: string): string {
  const names = files.slice(0, 5).join(', ') + (files.length > 5 ? ', …' : '')
  return files.length === 1 ? `1 file is ${what}: ${names}.` : `${files.length} files are ${what}: ${names}.`
}
