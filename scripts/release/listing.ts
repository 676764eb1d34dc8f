import type { Tarball } from './tarball.ts'

/** What would be, or was, published, for people to look over. */
export function listing(tarballs: readonly Tarball[]): string {
  return tarballs
    .map(({ name, version, size, files }) => {
      const lines = files.filter((file) => !file.endsWith('.map')).map((file) => `    ${file}`)
      return [`${name} ${version}  ${kilobytes(size)} packed, ${files.length} files`, ...lines].join('\n')
    })
    .join('\n\n')
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`
}

/** The part of the changelog about the newest version, or that there is none. */
export function newestChanges(changelog: string | undefined, version: string): string {
  const sections = changelog?.split(/^(?=## )/m) ?? []
  return (
    sections.find((section) => section.startsWith(`## ${version}`))?.trim() ?? `No changes are recorded for ${version}.`
  )
}
