import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedPackages } from './packages.ts'

/** Documents and examples, which may contain the version of a package to install. */
const READ_BY_USERS = [
  '*.md',
  'action.yml',
  'templates/*',
  'spec/README.md',
  'packages/*/README.md',
  'packages/*/examples/*',
  'packages/docs/src/{content,components,pages,site}/**/*.{md,mdx,astro,ts}',
]
const PIN = /(@testsigma-tms\/[a-z]+)@(\d+\.\d+\.\d+[\w.+-]*)/g

/** Versions of our packages in documents that differ from those in `package.json`, one message each. */
export function stalePins(root: string): string[] {
  const versions = versionsOf(root)
  return filesOf(root).flatMap((file) =>
    Array.from(readFileSync(join(root, file), 'utf8').matchAll(PIN))
      .filter(([, name = '', version]) => versions.get(name) !== version)
      .map(
        ([pin, name = '']) =>
          `${file}: expected ${name}@${versions.get(name) ?? '… of a package that exists'}, got ${pin}`,
      ),
  )
}

/** Updates these versions from `package.json`. */
export function writePins(root: string): void {
  const versions = versionsOf(root)
  for (const file of filesOf(root)) {
    const text = readFileSync(join(root, file), 'utf8')
    const pinned = text.replaceAll(PIN, (pin, name) => (versions.has(name) ? `${name}@${versions.get(name)}` : pin))
    if (pinned !== text) writeFileSync(join(root, file), pinned)
  }
}

function filesOf(root: string): string[] {
  return globSync(READ_BY_USERS, { cwd: root }).filter((file) => file !== 'CHANGELOG.md')
}

function versionsOf(root: string): Map<string, string> {
  return new Map(publishedPackages(root).map(({ manifest: { name, version } }) => [name, version]))
}
