import { remove, removeAll } from './entities.ts'
import { contains } from './filters.ts'
import type { ProjectRow, Store } from './schema.ts'

export interface ProjectFilter {
  name__NEQ?: string | undefined
  name__CONTAINS?: string | undefined
}

export function selectProjects(store: Store, { name__NEQ: not, name__CONTAINS: part }: ProjectFilter) {
  return store
    .selectFrom('projects')
    .selectAll()
    .$if(not !== undefined, (projects) => projects.where('name', '!=', String(not)))
    .$if(part !== undefined, (projects) => projects.where(contains('name', String(part))))
}

export function findProject(store: Store, id: string): Promise<ProjectRow | undefined> {
  return store.selectFrom('projects').selectAll().where('id', '=', id.toLowerCase()).executeTakeFirst()
}

/** What refers to others goes before them: PostgreSQL would find some references still there if all went at once. */
const contents = ['test_runs', 'test_cases', 'step_groups', 'folders'] as const

export async function deleteProject(store: Store, { id }: ProjectRow): Promise<void> {
  const runs = await store.selectFrom('test_runs').select('id').where('project_id', '=', id).execute()
  for (const run of runs) await removeAll(store, 'test_run_cases', 'test_run_id', run.id)
  await store.updateTable('folders').set({ parent_folder_id: null }).where('project_id', '=', id).execute()
  for (const table of contents) await removeAll(store, table, 'project_id', id)
  await remove(store, 'projects', id)
}
