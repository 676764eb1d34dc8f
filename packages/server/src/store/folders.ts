import { remove, update, updateAll } from './entities.ts'
import type { FolderRow, Store } from './schema.ts'

export function selectFolders(store: Store, projectId: string) {
  return store.selectFrom('folders').selectAll().where('project_id', '=', projectId)
}

/** Whether `folder` is `other` or one of its ancestors. */
export async function isAround(store: Store, folder: FolderRow, other: FolderRow): Promise<boolean> {
  if (folder.id === other.id) return true
  if (other.parent_folder_id === null) return false
  const parent = await selectFolders(store, folder.project_id)
    .where('id', '=', other.parent_folder_id)
    .executeTakeFirstOrThrow()
  return isAround(store, folder, parent)
}

export function moveFolder(store: Store, folder: FolderRow, parent: FolderRow | undefined): Promise<FolderRow> {
  return update(store, 'folders', folder, { parent_folder_id: parent?.id ?? null })
}

/** Deletes a folder; its contents move to its parent. */
export async function dissolveFolder(store: Store, { id, parent_folder_id }: FolderRow): Promise<void> {
  await updateAll(store, 'folders', 'parent_folder_id', id, { parent_folder_id })
  await updateAll(store, 'test_cases', 'folder_id', id, { folder_id: parent_folder_id })
  await remove(store, 'folders', id)
}
