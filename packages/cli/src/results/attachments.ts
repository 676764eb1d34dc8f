import { openAsBlob } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import type { PlannedResult } from './plan.ts'

/** The limit of the local server, which is also the documented limit of the application. */
const largestFile = 25 * 2 ** 20

export interface Attachments {
  readonly files: readonly File[]
  /** Attachments that could not be sent, with the reasons. */
  readonly problems: readonly string[]
}

/**
 * Opens the attachments of a result's tests. A report may contain paths from untrusted code, so files outside the
 * allowed folders are never sent.
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

/** Which attachments an upload would leave out, with the reasons; none if it sends no attachments. */
export async function attachmentProblems(
  results: readonly PlannedResult[],
  cwd: string,
  roots: readonly string[] | undefined,
): Promise<Map<PlannedResult, readonly string[]>> {
  const found = new Map<PlannedResult, readonly string[]>()
  for (const result of roots ? results : []) {
    const { problems } = await openAttachments(result, cwd, roots ?? [])
    if (problems.length > 0) found.set(result, problems)
  }
  return found
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
    if (!info.isFile) return 'it is not a file'
    if (size > largestFile) return `it has ${size} bytes, more than 25 MiB`
    return new File([await openAsBlob(found)], basename(found))
  }
  return 'there is no such file'
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
