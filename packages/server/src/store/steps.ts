import { type Fields, insertAll, remove, update } from './entities.ts'
import { createPause } from './pause.ts'
import type { Database, Store } from './schema.ts'

type StepTable = 'step_group_steps' | 'test_case_steps'

/** Replaces the stored steps; the new ones take over their IDs by position. */
export async function replaceSteps<Table extends StepTable>(
  store: Store,
  table: Table,
  stored: Database[Table][],
  steps: Fields<Table>[],
): Promise<void> {
  const kept = stored.slice(0, steps.length)
  const pause = createPause()
  for (const [index, step] of kept.entries()) {
    const fields = steps[index] as Fields<Table>
    if (differs(step, fields)) await update(store, table, step, fields)
    await pause()
  }
  for (const { id } of stored.slice(steps.length)) {
    await remove(store, table, id)
    await pause()
  }
  await insertAll(store, table, steps.slice(kept.length))
}

/** Whether a step has changed. */
function differs<Table extends StepTable>(step: Database[Table], fields: Fields<Table>): boolean {
  return Object.entries(fields).some(([name, value]) => step[name as keyof typeof step] !== value)
}
