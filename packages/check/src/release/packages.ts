import { glob, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** A package that is published. */
export interface Package {
  readonly name: string
  /** Its `package.json`, below the repository's root. */
  readonly file: string
  readonly version: string
}

/** What has a version of its own: the contract, judged by requests, and the packages, judged by code (ADR 52). */
export type Line = 'contract' | 'packages'

export type Versions = Readonly<Record<Line, string>>

/** The package that a changeset names for a line. */
export const PACKAGE_OF: Readonly<Record<Line, string>> = {
  contract: '@testsigma-tms/spec',
  packages: '@testsigma-tms/client',
}

export function lineOf(name: string): Line {
  return name === PACKAGE_OF.contract ? 'contract' : 'packages'
}

/** Every package of the workspace that is published. */
export async function publishedPackages(root: string): Promise<Package[]> {
  const packages: Package[] = []
  for await (const file of glob('{spec,packages/*}/package.json', { cwd: root })) {
    const { name, version, private: isPrivate } = JSON.parse(await readFile(resolve(root, file), 'utf8'))
    if (!isPrivate) packages.push({ name, version, file })
  }
  return packages.sort((a, b) => a.file.localeCompare(b.file))
}
