import { contains } from './filters.ts'
import type { ProjectRow, Store } from './schema.ts'

export interface ProjectFilter {
  name__NEQ?: string
  name__CONTAINS?: string
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
