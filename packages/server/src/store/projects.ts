import { BatchSize } from './batches.ts'
import { all, contains, differs, when } from './filters.ts'
import { selectFolders } from './folders.ts'
import { prepared } from './prepared.ts'
import { removeWhole } from './removal.ts'
import type { ProjectRow, Store } from './schema.ts'

export interface ProjectFilter {
  name__NEQ?: string | undefined
  name__CONTAINS?: string | undefined
}

export function selectProjects(store: Store) {
  return store.selectFrom('projects').selectAll()
}

export function matchProjects({ name__NEQ, name__CONTAINS }: ProjectFilter) {
  return all(
    when(name__NEQ, (text) => differs('name', text)),
    when(name__CONTAINS || undefined, (text) => contains('name', text)),
  )
}

const projectsById = prepared<ProjectRow, [id: string]>((store, id) => selectProjects(store).where('id', '=', id))

export async function findProject(store: Store, id: string): Promise<ProjectRow | undefined> {
  return (await projectsById(store, id.toLowerCase()))[0]
}

export async function deleteProject(store: Store, { id }: ProjectRow): Promise<void> {
  // Parent references are removed first, so that folders can be deleted in any order.
  const size = new BatchSize()
  for (let changed = 1n; changed > 0n; ) {
    const some = selectFolders(store, id).where('parent_folder_id', 'is not', null).limit(size.rows)
    const statement = store
      .updateTable('folders')
      .set({ parent_folder_id: null })
      .where('id', 'in', some.clearSelect().select('id'))
    changed = (await size.run(() => statement.executeTakeFirst())).numUpdatedRows
  }
  await removeWhole(store, 'projects', id)
}
