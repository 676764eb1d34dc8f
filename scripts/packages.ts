import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The parts of a package.json that the scripts read or write. */
export interface Manifest {
  name: string
  version: string
  private?: boolean
  description?: string
  keywords?: string[]
  homepage?: string
  bugs?: { url?: string }
  repository?: { type?: string; url?: string; directory?: string }
  license?: string
  author?: string
  sideEffects?: boolean | string[]
  engines?: Record<string, string>
  files?: string[]
  [field: string]: unknown
}

/** A package of this workspace. `directory` is relative to the root and has forward slashes. */
export interface WorkspacePackage {
  directory: string
  manifest: Manifest
}

/** All published packages of the workspace, sorted by directory. */
export function publishedPackages(root: string): WorkspacePackage[] {
  return globSync(['spec/package.json', 'packages/*/package.json'], { cwd: root })
    .map((file) => ({
      directory: dirname(file).replaceAll('\\', '/'),
      manifest: readManifest(join(root, file)),
    }))
    .filter(({ manifest }) => manifest.private !== true)
    .sort((a, b) => a.directory.localeCompare(b.directory, 'en'))
}

/** Reads a package.json. */
export function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8'))
}
