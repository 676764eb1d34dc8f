import { BatchSize } from './batches.ts'
import type { EntityTable } from './entities.ts'
import type { Store } from './schema.ts'

type Owned = [table: EntityTable, column: string]

/**
 * Rows to delete together with a row, referring tables first. The database could delete most of them by itself, but in
 * a single long statement.
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

/** Maximum number of parameters per statement that every database allows. */
const mostIds = 500

/** Deletes a row with everything that belongs to it, in short statements. */
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

// Below, `table as 'test_run_cases'` stands for any table, because Kysely cannot type a column of a generic table.

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
