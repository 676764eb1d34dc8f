import { notFound } from '../http/errors.ts'
import { findInProject, type ProjectTable } from '../store/in-project.ts'
import { findProject } from '../store/projects.ts'
import type { Database, ProjectRow, Store } from '../store/schema.ts'

/** The name of a table's entities in messages. */
const nouns: Record<ProjectTable, string> = {
  folders: 'folder',
  junit_imports: 'import',
  step_groups: 'step group',
  test_cases: 'test case',
  test_plans: 'test plan',
  test_runs: 'test run',
}

export async function requireProject(store: Store, id: string): Promise<ProjectRow> {
  const project = await findProject(store, id)
  if (!project) throw notFound('project', id)
  return project
}

/** `id` is the entity's UUID or its human ID. Entities of other projects are not found. */
export async function requireInProject<Table extends ProjectTable>(
  store: Store,
  table: Table,
  projectId: string,
  id: string,
): Promise<Database[Table]> {
  const entity = await findInProject(store, table, projectId, id)
  if (entity) return entity
  await requireProject(store, projectId)
  throw notFound(nouns[table], id)
}
