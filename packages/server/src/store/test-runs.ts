import type { Store, TestRunCaseRow, TestRunRow } from './schema.ts'

/** `id` is the run's UUID or its human ID. */
export function findTestRun(store: Store, projectId: string, id: string): Promise<TestRunRow | undefined> {
  return store
    .selectFrom('test_runs')
    .selectAll()
    .where('project_id', '=', projectId)
    .where((where) => where.or([where('id', '=', id.toLowerCase()), where('human_id', '=', id)]))
    .executeTakeFirst()
}

export function findTestRunCase(store: Store, runId: string, caseId: string): Promise<TestRunCaseRow | undefined> {
  return store
    .selectFrom('test_run_cases')
    .selectAll()
    .where('test_run_id', '=', runId)
    .where('test_case_id', '=', caseId.toLowerCase())
    .executeTakeFirst()
}

export async function assignUser(store: Store, entryId: string, userId: string, updatedAt: number): Promise<void> {
  await store
    .updateTable('test_run_cases')
    .set({ user_id: userId, updated_at: updatedAt })
    .where('id', '=', entryId)
    .execute()
}
