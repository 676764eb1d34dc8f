import type { Folder } from '@testsigma-tms/client'

/** A folder with its path from the root, such as `Release 2/Smoke tests`. Paths need not be unique. */
export interface PlacedFolder {
  readonly path: string
  readonly folder: Folder
}

export function placed(folders: readonly Folder[]): PlacedFolder[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]))
  return folders.map((folder) => ({ path: pathOf(folder, byId), folder }))
}

/** Ids of the folder and of those inside it, at any depth. */
export function withInner(folders: readonly Folder[], outer: Folder): Set<string> {
  const ids = new Set([outer.id])
  for (let size = 0; size < ids.size; ) {
    size = ids.size
    for (const { id, parent_folder_id } of folders) if (parent_folder_id && ids.has(parent_folder_id)) ids.add(id)
  }
  return ids
}

function pathOf(folder: Folder, byId: ReadonlyMap<string, Folder>): string {
  const names: string[] = []
  const seen = new Set<Folder>()
  for (let each: Folder | undefined = folder; each && !seen.has(each); each = byId.get(each.parent_folder_id ?? '')) {
    seen.add(each)
    names.unshift(each.name)
  }
  return names.join('/')
}
