import type { ProjectRow, Store } from './schema.ts'

export function findProject(store: Store, id: string): Promise<ProjectRow | undefined> {
  return store.selectFrom('projects').selectAll().where('id', '=', id.toLowerCase()).executeTakeFirst()
}
