import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Manifest } from '../packages.ts'
import { run } from '../run.ts'
import { brokenImports } from './broken-imports.ts'
import { foreignFiles, targetsOf } from './outputs.ts'

/** A package as it is published. */
export interface Tarball {
  readonly file: string
  readonly name: string
  readonly version: string
  /** Packed size in bytes. */
  readonly size: number
  /** In npm's format: `sha512-…`. */
  readonly integrity: string
  /** Paths in the package, sorted. */
  readonly files: readonly string[]
  /** Unpacked size of each file in bytes. */
  readonly sizes: Readonly<Record<string, number>>
  readonly manifest: Manifest
  /** Imports in modules and declarations whose target is not in the package: `dist/a.js: ./b.js`. */
  readonly brokenImports: readonly string[]
}

export async function readTarball(file: string): Promise<Tarball> {
  const folder = mkdtempSync(join(tmpdir(), 'tms-tarball-'))
  try {
    const { code, output } = await run('tar', ['-xzf', file, '-C', folder])
    if (code !== 0) throw new Error(`${file} is no package: ${output}`)
    const root = join(folder, 'package')
    const paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
    const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return {
      file,
      name: manifest.name,
      version: manifest.version,
      size: statSync(file).size,
      integrity: integrityOf(file),
      files: paths,
      sizes: Object.fromEntries(paths.map((path) => [path, statSync(join(root, path)).size])),
      manifest,
      brokenImports: brokenImports(root, paths),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Installed size of a package without source maps, in bytes. */
export function unpackedSize({ sizes }: Pick<Tarball, 'sizes'>): number {
  return Object.entries(sizes).reduce((sum, [file, size]) => (file.endsWith('.map') ? sum : sum + size), 0)
}

export function integrityOf(file: string): string {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
}

/** Reasons why a tarball must not be published, one sentence each. */
export function tarballProblems({ name, files, manifest, brokenImports: broken }: Tarball): string[] {
  const wanted = [...targetsOf(manifest), 'package.json', 'README.md', 'LICENSE']
  const missing = wanted.filter((target) => !files.includes(target))
  const dependencies = Object.entries((manifest.dependencies as Record<string, string> | undefined) ?? {})
  const unresolved = dependencies.filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))
  return [
    ...missing.map((file) => `${name}: expected ${file} in the tarball, which has ${files.length} files without it`),
    ...broken.map((file) => `${name}: expected a file for the import in ${file}`),
    ...unresolved.map(([dependency, range]) => `${name}: expected a version of ${dependency}, got ${range}`),
    ...foreignFiles(files).map((file) => `${name}: expected no ${file} in the tarball`),
    ...(files.some((file) => /\.(js|json|yaml)$/.test(file) && file !== 'package.json')
      ? []
      : [`${name}: it is empty`]),
  ]
}
