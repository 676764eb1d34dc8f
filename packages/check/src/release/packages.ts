import { glob, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** A published package. */
export interface Package {
  readonly name: string
  /** Path of its `package.json`, relative to the repository root. */
  readonly file: string
  readonly version: string
}

/** A version line: the contract, determined by requests, and the packages, determined by code (ADR 52). */
export type Line = 'contract' | 'packages'

export type Versions = Readonly<Record<Line, string>>

/** The package that changesets name for each line. */
export const PACKAGE_OF: Readonly<Record<Line, string>> = {
  contract: '@testsigma-tms/spec',
  packages: '@testsigma-tms/client',
}

export function lineOf(name: string): Line {
  return name === PACKAGE_OF.contract ? 'contract' : 'packages'
}

/** All published packages of the workspace. */
export async function publishedPackages(root: string): Promise<Package[]> {
  const packages: Package[] = []
  for await (const file of glob('{spec,packages/*}/package.json', { cwd: root })) {
    const { name, version, private: isPrivate } = JSON.parse(await readFile(resolve(root, file), 'utf8'))
    if (!isPrivate) packages.push({ name, version, file })
  }
  return packages.sort((a, b) => a.file.localeCompare(b.file))
}
