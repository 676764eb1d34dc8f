import { BatchSize } from './batches.ts'
import type { EntityTable } from './entities.ts'
import type { Store } from './schema.ts'

type Owned = [table: EntityTable, column: string]

/**
 * What belongs to a row of a table, and goes with it; what refers to others comes before them. The database would remove
 * most of it by itself, but all at once.
 */
const owned: { [Table in EntityTable]?: Owned[] } = {
  projects: [
    ['test_runs', 'project_id'],
    ['test_plans', 'project_id'],
    ['test_cases', 'project_id'],
    ['step_groups', 'project_id'],
    ['folders', 'project_id'],
  ],
  test_runs: [
    ['test_run_cases', 'test_run_id'],
    ['junit_imports', 'test_run_id'],
  ],
  test_run_cases: [['attachments', 'test_run_case_id']],
  attachments: [['attachment_pieces', 'attachment_id']],
  test_cases: [['test_case_steps', 'test_case_id']],
  step_groups: [['step_group_steps', 'step_group_id']],
}

/** As many parameters as a statement may have in every database. */
const mostIds = 500

/** Removes a row with all that belongs to it, in statements that keep nobody waiting for long. */
export async function removeWhole(store: Store, table: EntityTable, id: string): Promise<void> {
  await removeOwned(store, table, [id])
  await removeRows(store, table, [id])
}

async function removeOwned(store: Store, owner: EntityTable, ownerIds: string[]): Promise<void> {
  for (const [table, column] of owned[owner] ?? []) {
    const size = new BatchSize()
    for (;;) {
      const ids = await selectIds(store, table, column, ownerIds, Math.min(size.rows, mostIds))
      if (ids.length === 0) break
      await removeOwned(store, table, ids)
      await size.run(() => removeRows(store, table, ids))
    }
  }
}

// Below, `table as 'test_run_cases'` stands for any table: Kysely cannot follow a column through a type parameter.

async function selectIds(store: Store, table: EntityTable, column: string, owners: string[], limit: number) {
  const rows = await store
    .selectFrom(table as 'test_run_cases')
    .select('id')
    .where(column as 'test_run_id', 'in', owners)
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

async function removeRows(store: Store, table: EntityTable, ids: string[]): Promise<void> {
  await store
    .deleteFrom(table as 'test_run_cases')
    .where('id', 'in', ids)
    .execute()
}
