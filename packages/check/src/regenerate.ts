import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { fileDifference } from './file-difference.ts'
import { freshlyGenerated } from './fresh.ts'

/** A workspace package whose `generate` script accepts `--out <folder>`. */
export interface Generator {
  /** Folder of the package. */
  readonly folder: string
  /** Its default output folder, relative to the package. */
  readonly output: string
}

export interface Freshness {
  readonly findings: readonly Finding[]
  readonly compared: { readonly files: number }
}

/** Generates into another folder, and compares the committed files with the result, byte by byte. */
export async function compareWithFresh(root: string, { folder, output }: Generator): Promise<Freshness> {
  const expected = await readTree(await freshlyGenerated(root, folder))
  if (expected.size === 0) throw new Error(`${folder}: the script "generate" wrote nothing.`)
  const got = await readTree(resolve(root, folder, output))
  const names = [...new Set([...expected.keys(), ...got.keys()])].sort()
  const findings = names.flatMap((name) => {
    return fileDifference(`${folder}/${output}/${name}`, expected.get(name), got.get(name)) ?? []
  })
  return { findings, compared: { files: expected.size } }
}

/** All files below a folder, by relative path. A missing folder has none. */
async function readTree(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return new Map(files.map((file, index) => [file.slice(folder.length + 1), contents[index] ?? '']))
}
