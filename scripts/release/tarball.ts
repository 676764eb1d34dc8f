import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Manifest } from '../packages.ts'
import { run } from '../run.ts'

/** A package as it is published. */
export interface Tarball {
  readonly file: string
  readonly name: string
  readonly version: string
  /** In bytes, packed. */
  readonly size: number
  /** As npm writes it: `sha512-…`. */
  readonly integrity: string
  /** Paths in the package. */
  readonly files: readonly string[]
  readonly manifest: Manifest
}

export async function readTarball(file: string): Promise<Tarball> {
  const listed = await run('tar', ['-tzf', file])
  const manifest = await run('tar', ['-xzOf', file, 'package/package.json'])
  if (listed.code !== 0 || manifest.code !== 0) throw new Error(`${file} is no package: ${listed.output}`)
  const files = listed.stdout
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''))
  const parsed: Manifest = JSON.parse(manifest.stdout)
  return {
    file,
    name: parsed.name,
    version: parsed.version,
    size: statSync(file).size,
    integrity: integrityOf(file),
    files: files.sort(),
    manifest: parsed,
  }
}

export function integrityOf(file: string): string {
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
}

/** Why a tarball must not be published, one sentence for each reason. */
export function tarballProblems({ name, files, manifest }: Tarball): string[] {
  const targets = [...new Set(targetsOf([manifest.exports, manifest.bin, manifest.main, manifest.types]))]
  const wanted = [...targets.map((target) => target.replace(/^\.\//, '')), 'package.json', 'README.md', 'LICENSE']
  const missing = wanted.filter((target) => !files.includes(target))
  const dependencies = Object.entries((manifest.dependencies as Record<string, string> | undefined) ?? {})
  const unresolved = dependencies.filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))
  const foreign = files.filter((file) =>
    /(^|\/)(test|tests|node_modules|\.env[^/]*|[^/]*\.test\.[cm]?[jt]s)(\/|$)/.test(file),
  )
  return [
    ...missing.map((file) => `${name}: expected ${file} in the tarball, which has ${files.length} files without it`),
    ...unresolved.map(([dependency, range]) => `${name}: expected a version of ${dependency}, got ${range}`),
    ...foreign.map((file) => `${name}: expected no ${file} in the tarball`),
    ...(files.some((file) => /\.(js|json|yaml)$/.test(file) && file !== 'package.json')
      ? []
      : [`${name}: it is empty`]),
  ]
}

/** Every path that a part of a manifest names. */
function targetsOf(part: unknown): string[] {
  if (typeof part === 'string') return part.startsWith('.') ? [part] : []
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(targetsOf) : []
}
