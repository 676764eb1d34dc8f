import { prepared } from './prepared.ts'
import type { Database, ProjectRow, Store } from './schema.ts'

/** Tables of project entities, with the infix of their human IDs, if any. */
const kinds = {
  folders: undefined,
  junit_imports: undefined,
  step_groups: 'SG-',
  test_cases: '',
  test_plans: 'P-',
  test_runs: 'R-',
}

export type ProjectTable = keyof typeof kinds
export type NumberedTable = 'step_groups' | 'test_cases' | 'test_plans' | 'test_runs'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** `id` is the UUID or the human ID. Deleted test cases are not found. */
export async function findInProject<Table extends ProjectTable>(
  store: Store,
  table: Table,
  projectId: string,
  id: string,
): Promise<Database[Table] | undefined> {
  const isHumanId = kinds[table] !== undefined && !uuid.test(id)
  const find = isHumanId ? byHumanId[table] : byId[table]
  const [found] = await find(store, projectId.toLowerCase(), isHumanId ? id : id.toLowerCase())
  return found as Database[Table] | undefined
}

const [byId, byHumanId] = [findersBy('id'), findersBy('human_id')]

function findersBy(column: 'id' | 'human_id') {
  const finder = (table: ProjectTable) =>
    prepared<unknown, [projectId: string, id: string]>((store, projectId, id) =>
      store
        .selectFrom(table as 'test_cases')
        .selectAll()
        .where('project_id', '=', projectId)
        .where(column, '=', id)
        .$if(table === 'test_cases', (cases) => cases.where('deleted_at', 'is', null)),
    )
  const tables = Object.keys(kinds) as ProjectTable[]
  return Object.fromEntries(tables.map((table) => [table, finder(table)])) as Record<
    ProjectTable,
    ReturnType<typeof finder>
  >
}

const countOn = prepared<{ last_number: number }, [projectId: string, kind: string]>((store, project_id, kind) =>
  store
    .insertInto('human_id_counters')
    .values({ project_id, kind, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'kind'])
        .doUpdateSet((row) => ({ last_number: row('human_id_counters.last_number', '+', 1) })),
    )
    .returning('last_number'),
)

export async function nextHumanId(store: Store, project: ProjectRow, table: NumberedTable): Promise<string> {
  const kind = kinds[table]
  const [counter] = await countOn(store, project.id, table)
  return `${project.human_id_prefix}-${kind}${counter?.last_number}`
}
