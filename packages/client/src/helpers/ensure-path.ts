import type { TestsigmaClient } from '../client.ts'
import type { Folder } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import { readArguments, requireText, usageError } from './arguments.ts'
import { fromCaller } from './caller.ts'
import { exclusively } from './mutex.ts'
import { type SeveralCalls, severalCalls } from './several-calls.ts'

/**
 * Finds the folder at a path, and creates the missing folders. Calls for the same project run one after the other, so
 * that concurrent calls do not create a folder twice.
 *
 * The API creates folders at the root, and moves them in a second request; a call that fails in between leaves one
 * there.
 * @param params.path names from the root downwards, separated by `/`: `Release 2/Smoke tests`
 * @throws {UsageError} when `path` is not a string, or a name in it is empty
 */
export async function ensurePath(
  tms: TestsigmaClient,
  params: { project_id: string; path: string },
  options: CallOptions = {},
): Promise<Folder> {
  return fromCaller(async () => {
    const { project_id, path } = readArguments('ensurePath', 'folders', tms, params)
    requireText('ensurePath: "project_id"', project_id)
    const names = namesOf(tms, path)
    return severalCalls('ensurePath', tms, options, (calls) =>
      exclusively({ owner: tms.folders, name: project_id, calls }, () => descend(tms, project_id, names, calls)),
    )
  })
}

function namesOf(tms: TestsigmaClient, path: string): string[] {
  requireText('ensurePath: "path"', path)
  const names = path.split('/').map((name) => name.trim())
  if (names.includes('')) throw usageError(tms, `ensurePath: no name in "path" may be empty, got "${path}".`)
  return names
}

async function descend(
  tms: TestsigmaClient,
  project_id: string,
  names: readonly string[],
  calls: SeveralCalls,
): Promise<Folder> {
  const folders = await tms.folders.list({ project_id, page_size: 100 }, calls.options()).all({ limit: Infinity })
  let parent: Folder | undefined
  for (const name of names) {
    const found = folders.find(
      (folder) => folder.name === name && (folder.parent_folder_id || undefined) === parent?.id,
    )
    parent = found ?? (await createIn(tms, { project_id, name, parent }, calls))
  }
  return parent as Folder
}

async function createIn(
  tms: TestsigmaClient,
  { project_id, name, parent }: { project_id: string; name: string; parent: Folder | undefined },
  calls: SeveralCalls,
): Promise<Folder> {
  const folder = await tms.folders.create({ project_id, name }, calls.options())
  if (parent === undefined) return folder
  return tms.folders.move({ project_id, folder_id: folder.id, parent_folder_id: parent.id }, calls.options())
}
