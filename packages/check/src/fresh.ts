import { rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runInPackage } from './run.ts'

const folders = new Map<string, Promise<string>>()

/**
 * A folder with the current output of a package's `generate` script. Gates that run together share it; it is deleted
 * when the process ends.
 */
export function freshlyGenerated(root: string, folder: string): Promise<string> {
  const key = resolve(root, folder)
  const known = folders.get(key) ?? generateElsewhere(root, folder)
  folders.set(key, known)
  return known
}

async function generateElsewhere(root: string, folder: string): Promise<string> {
  const fresh = await mkdtemp(join(tmpdir(), 'tms-fresh-'))
  process.once('exit', () => rmSync(fresh, { recursive: true, force: true }))
  await generateInto(root, folder, `--out "${fresh}"`)
  return fresh
}

/** Runs the `generate` script of a package. @throws {Error} when it fails */
export async function generateInto(root: string, folder: string, options: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(resolve(root, folder, 'package.json'), 'utf8'))
  const { code, stderr } = await runInPackage(root, folder, `${scripts.generate} ${options}`)
  if (code !== 0) throw new Error(`${folder}: the script "generate" failed with ${code}: ${stderr.trim()}`)
}
