import { openAsBlob } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { PlannedResult } from './plan.ts'

/** The local server's limit, which the vendor's pages name for the application too. */
const largestFile = 25 * 2 ** 20

export interface Attachments {
  readonly files: readonly File[]
  /** What could not be attached, and why. */
  readonly problems: readonly string[]
}

/**
 * Opens the files that the tests of a result name. A report may come from somebody else's code, so files outside of the
 * allowed folders are not sent anywhere.
 */
export async function openAttachments(
  { tests }: PlannedResult,
  cwd: string,
  roots: readonly string[],
): Promise<Attachments> {
  const files: File[] = []
  const problems: string[] = []
  for (const { path, folder } of pathsOf(tests, cwd)) {
    const opened = await open(path, [folder, cwd], roots)
    if (typeof opened === 'string') problems.push(`${path}: ${opened}`)
    else files.push(opened)
  }
  return { files, problems }
}

function pathsOf(tests: PlannedResult['tests'], cwd: string): { path: string; folder: string }[] {
  const paths = new Map<string, string>()
  for (const { attachments, file } of tests) {
    for (const path of attachments) paths.set(path, file.path === undefined ? cwd : dirname(file.path))
  }
  return Array.from(paths, ([path, folder]) => ({ path, folder }))
}

async function open(path: string, folders: readonly string[], roots: readonly string[]): Promise<File | string> {
  for (const candidate of isAbsolute(path) ? [path] : folders.map((folder) => resolve(folder, path))) {
    const found = await realpath(candidate).catch(() => undefined)
    if (found === undefined) continue
    const allowed = await Promise.all(roots.map((root) => realpath(root).catch(() => root)))
    if (!allowed.some((root) => isInside(root, found)))
      return 'it is outside of the current folder and the report’s; allow its folder by --attachments-from'
    const { size, ...info } = await stat(found).then((stats) => ({ size: stats.size, isFile: stats.isFile() }))
    if (!info.isFile) return 'it is no file'
    if (size > largestFile) return `it has ${size} bytes, more than 25 MiB`
    return new File([await openAsBlob(found)], basename(found))
  }
  return 'there is no such file'
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
