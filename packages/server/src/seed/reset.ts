import type { FirstData } from '../store/bring-up-to-date.ts'
import type { Database, Store } from '../store/schema.ts'
import { transact } from '../store/transact.ts'

/** All tables except the keys; referring tables come before those that they refer to. */
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

/** Replaces all data by the initial data of a new store, in one transaction. Keys are kept. */
export async function resetStore(store: Store, insertFirst: FirstData): Promise<void> {
  await transact(store, async (transaction) => {
    for (const table of tables) await transaction.deleteFrom(table).execute()
    await insertFirst(transaction)
  })
}
