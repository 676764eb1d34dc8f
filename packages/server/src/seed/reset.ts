import type { FirstData } from '../store/bring-up-to-date.ts'
import type { Database, Store } from '../store/schema.ts'

/** All but the keys; what refers to others comes before them. */
const tables: (keyof Database)[] = [
  'attachment_pieces',
  'attachments',
  'test_run_cases',
  'junit_imports',
  'test_runs',
  'test_plans',
  'test_case_steps',
  'test_cases',
  'step_group_steps',
  'step_groups',
  'folders',
  'human_id_counters',
  'projects',
  'lookup_values',
  'labels',
  'users',
]

/** Puts what a new store starts with in the place of all other data, in one step. Keys stay. */
export async function resetStore(store: Store, insertFirst: FirstData): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    for (const table of tables) await transaction.deleteFrom(table).execute()
    await insertFirst(transaction)
  })
}
