import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders that hold nothing written by hand or committed, wherever they are. */
const LEFT_OUT = new Set(['node_modules', '.git', '.turbo', '.data'])

/** Paths of every file in a repository that is not installed or built, sorted, with `/` between folders. */
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
