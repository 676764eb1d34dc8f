import type { TestsigmaClient } from '../client.ts'
import { UsageError } from '../errors.ts'
import type { Folder } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'

/**
 * Finds the folder at a path, and makes what is missing of it.
 *
 * The API creates folders at the root and moves them afterwards; a call that is cut off in between leaves one there.
 * @param place.path names from the root downwards, separated by `/`: `Release 2/Smoke tests`
 * @throws {UsageError} when a name is empty
 */
export async function ensurePath(
  tms: TestsigmaClient,
  { project_id, path }: { project_id: string; path: string },
  options?: CallOptions,
): Promise<Folder> {
  const names = path.split('/').map((name) => name.trim())
  if (names.includes('')) throw new UsageError(`ensurePath: every name in "path" needs a letter, got "${path}".`)

  const page = await tms.folders.list({ project_id }, options)
  const folders = await page.all({ limit: Number.POSITIVE_INFINITY })
  let parent: Folder | undefined
  for (const name of names) {
    const found = folders.find(
      (folder) => folder.name === name && (folder.parent_folder_id || undefined) === parent?.id,
    )
    parent = found ?? (await createIn(tms, { project_id, name, parent }, options))
  }
  return parent as Folder
}

async function createIn(
  tms: TestsigmaClient,
  { project_id, name, parent }: { project_id: string; name: string; parent: Folder | undefined },
  options?: CallOptions,
): Promise<Folder> {
  const folder = await tms.folders.create({ project_id, name }, options)
  if (parent === undefined) return folder
  return tms.folders.move({ project_id, folder_id: folder.id, parent_folder_id: parent.id }, options)
}
