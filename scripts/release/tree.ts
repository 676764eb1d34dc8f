import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../run.ts'

/** Every file of a repository that is not ignored, committed or not. */
async function filesOf(root: string): Promise<string[]> {
  const { code, output, stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], root)
  if (code !== 0) throw new Error(`git ls-files: ${output.trim()}`)
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
  return files.filter((file) => lstatSync(join(root, file)).isFile()).sort()
}

/** Files that differ from the last commit. */
export async function uncommittedFiles(root: string): Promise<string[]> {
  const { code, output } = await run('git', ['status', '--porcelain'], root)
  if (code !== 0) throw new Error(`git status: ${output.trim()}`)
  return output.split('\n').filter((line) => line !== '')
}

/** A hash of everything that is not ignored: what was tested is what is published. */
export async function treeHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await filesOf(root))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

/** Copies a repository without what it ignores, as a repository of its own. */
export async function copyTree(root: string, target: string): Promise<void> {
  for (const file of await filesOf(root)) {
    mkdirSync(dirname(join(target, file)), { recursive: true })
    cpSync(join(root, file), join(target, file))
  }
  await run('git', ['init', '-q', '-b', 'main'], target)
}
