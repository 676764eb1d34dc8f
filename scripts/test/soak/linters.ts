import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import type { Tarball } from '../../release/tarball.ts'
import { succeed } from './command.ts'

/** Problems that publint finds in a published package, including suggestions. */
export async function publintProblems({ file, manifest }: Tarball): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'publint-'))
  try {
    await succeed('tar', ['-xzf', file, '-C', folder], folder)
    const { messages, pkg } = await publint({ pkgDir: join(folder, 'package'), pack: false, strict: true })
    if (pkg.name !== manifest.name) throw new Error(`publint looked at ${pkg.name} instead of ${manifest.name}`)
    return messages.map((message) => formatMessage(message, pkg) ?? message.code)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Resolutions of packages without CommonJS: neither TypeScript nor Node can load these that way. */
const COMMONJS = ['node10', 'node16-cjs']

/** Problems of a package's types, for all module resolutions of TypeScript. */
export async function typeProblems({ file, manifest }: Tarball): Promise<string[]> {
  const entries = Object.keys((manifest.exports as object | undefined) ?? {}).filter(
    (key) => !/\.(json|yaml)$/.test(key),
  )
  if (entries.length === 0) return []
  const data = createPackageFromTarballData(new Uint8Array(readFileSync(file)))
  const result = await checkPackage(data, { entrypoints: entries })
  if (!result.types) return ['it has no types']
  const hasCommonJs = JSON.stringify(manifest.exports).includes('"require"')
  return result.problems
    .filter((problem) => hasCommonJs || !('resolutionKind' in problem && COMMONJS.includes(problem.resolutionKind)))
    .map((problem) => JSON.stringify(problem))
}
