import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders at any level without hand-written or committed files. */
const LEFT_OUT = new Set(['node_modules', '.git', '.turbo', '.data'])

/** Sorted paths of all files in a repository that are not installed or built, with `/` as separator. */
export async function repositoryFiles(root: string): Promise<string[]> {
  const files: string[] = []
  await walk('')
  return files.sort()

  async function walk(folder: string): Promise<void> {
    const entries = await readdir(join(root, folder), { withFileTypes: true })
    await Promise.all(
      entries.map(async (entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (!entry.isDirectory()) files.push(path)
        else if (!LEFT_OUT.has(entry.name) && !/^packages\/[^/]+\/dist$/.test(path)) await walk(path)
      }),
    )
  }
}
