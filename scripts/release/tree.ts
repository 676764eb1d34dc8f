import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../run.ts'

/** Every file of a repository that is not ignored, committed or not. */
async function filesOf(root: string): Promise<string[]> {
  const stdout = await git(root, 'ls-files', '-co', '--exclude-standard', '-z')
  const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
  return files.filter((file) => lstatSync(join(root, file)).isFile()).sort()
}

/** Files that differ from the last commit. */
export async function uncommittedFiles(root: string): Promise<string[]> {
  const stdout = await git(root, 'status', '--porcelain', '--untracked-files=all')
  // Two letters say what has become of each.
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(3)]))
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

/** Files that are not the same in both repositories, or that only one of them has. */
export async function changedFiles(one: string, other: string): Promise<string[]> {
  const files = new Set([...(await filesOf(one)), ...(await filesOf(other))])
  const contentOf = (root: string, file: string) => {
    return existsSync(join(root, file)) ? readFileSync(join(root, file)) : undefined
  }
  return [...files].filter((file) => {
    const [a, b] = [contentOf(one, file), contentOf(other, file)]
    return a === undefined || b === undefined || !a.equals(b)
  })
}

/** Copies a repository without what it ignores, as a repository of its own. */
export async function copyTree(root: string, target: string): Promise<void> {
  for (const file of await filesOf(root)) {
    mkdirSync(dirname(join(target, file)), { recursive: true })
    cpSync(join(root, file), join(target, file))
  }
  await git(target, 'init', '-q', '-b', 'main')
}

/** Commits everything, whoever runs this. */
export async function commitAll(root: string): Promise<void> {
  await git(root, 'add', '-A')
  const identity = ['-c', 'user.name=release', '-c', 'user.email=release@localhost', '-c', 'commit.gpgSign=false']
  await git(root, ...identity, 'commit', '-q', '--no-verify', '-m', 'A copy')
}

/** Runs git in a folder. @throws {Error} with what it printed when it fails */
export async function git(root: string, ...args: string[]): Promise<string> {
  const { code, output, stdout } = await run('git', args, root)
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output.trim()}`)
  return stdout
}
