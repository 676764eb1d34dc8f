import { createHash } from 'node:crypto'
import { cpSync, lstatSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../run.ts'

/** How far the local clock may be behind the last commit, in seconds. */
const CLOCK_SKEW = 3600

/** All files and symbolic links of a repository that are not ignored, whether committed or not. */
async function filesOf(root: string): Promise<string[]> {
  const stdout = await git(root, 'ls-files', '-co', '--exclude-standard', '-z')
  const isFile = (file: string) => {
    const stats = lstatSync(join(root, file), { throwIfNoEntry: false })
    return stats?.isFile() || stats?.isSymbolicLink()
  }
  return [...new Set(stdout.split('\0'))].filter((file) => file !== '' && isFile(file)).sort()
}

/** Content of a file, or target of a symbolic link; `undefined` if it does not exist. */
function contentOf(root: string, file: string): Buffer | undefined {
  const path = join(root, file)
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined || stats.isDirectory()) return undefined
  return stats.isSymbolicLink() ? Buffer.from(`link to ${readlinkSync(path)}`) : readFileSync(path)
}

/** Files that differ from the last commit. */
export async function uncommittedFiles(root: string): Promise<string[]> {
  const stdout = await git(root, 'status', '--porcelain', '--untracked-files=all', '--no-renames', '-z')
  // Each entry begins with two letters for its status, and a space.
  return stdout.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice(3)]))
}

/** An error message if the local clock is wrong, because the changelog and sunsets depend on its date. */
export async function clockProblem(root: string): Promise<string | undefined> {
  const committed = Number(await git(root, 'log', '-1', '--format=%ct'))
  const now = Number(process.env.SOURCE_DATE_EPOCH ?? Date.now() / 1000)
  if (now >= committed - CLOCK_SKEW) return undefined
  const [clock, commit] = [now, committed].map((seconds) => new Date(seconds * 1000).toISOString())
  return `The clock says ${clock}, but the last commit is of ${commit}. Set the clock: changelog and sunsets depend on it.`
}

/** A hash of all files that are not ignored, to detect changes between tests and publication. */
export async function treeHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await filesOf(root))
    hash
      .update(`${file}\0`)
      .update(contentOf(root, file) ?? '')
      .update('\0')
  return hash.digest('hex')
}

/** Files that differ between two repositories, or exist in only one of them. */
export async function changedFiles(one: string, other: string): Promise<string[]> {
  const files = new Set([...(await filesOf(one)), ...(await filesOf(other))])
  return [...files].filter((file) => {
    const [a, b] = [contentOf(one, file), contentOf(other, file)]
    return a === undefined || b === undefined || !a.equals(b)
  })
}

/** Copies the files that are not ignored to a new repository. */
export async function copyTree(root: string, target: string): Promise<void> {
  for (const file of await filesOf(root)) {
    mkdirSync(dirname(join(target, file)), { recursive: true })
    cpSync(join(root, file), join(target, file), { verbatimSymlinks: true })
  }
  await git(target, 'init', '-q', '-b', 'main')
}

/** Commits everything, independently of the user's git configuration. */
export async function commitAll(root: string): Promise<void> {
  await git(root, 'add', '-A')
  const identity = ['-c', 'user.name=release', '-c', 'user.email=release@localhost', '-c', 'commit.gpgSign=false']
  await git(root, ...identity, 'commit', '-q', '--allow-empty', '--no-verify', '-m', 'A copy')
}

/** Runs git in a folder. @throws {Error} with its output when it fails */
export async function git(root: string, ...args: string[]): Promise<string> {
  const { code, output, stdout } = await run('git', args, root)
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output.trim()}`)
  return stdout
}
