import { remove, update } from './entities.ts'
import { contains, equals } from './filters.ts'
import type { Store, TestCaseRow, TestCaseStepRow } from './schema.ts'

export interface TestCaseFilter {
  folder_id?: string | undefined
  search?: string | undefined
  title__CONTAINS?: string | undefined
}

/** A step, with the title of the group that it stands for. */
export interface ShownStep extends TestCaseStepRow {
  group_title: string | null
}

export function selectTestCases(store: Store, projectId: string) {
  return store.selectFrom('test_cases').selectAll().where('project_id', '=', projectId).where('deleted_at', 'is', null)
}

/** Deleted ones too, as runs go on having them. */
export async function readCasesOfRuns(store: Store, ids: string[]): Promise<TestCaseRow[]> {
  if (ids.length === 0) return []
  return store.selectFrom('test_cases').selectAll().where('id', 'in', ids).execute()
}

export function selectFilteredTestCases(store: Store, projectId: string, filter: TestCaseFilter) {
  const { folder_id, search, title__CONTAINS: part } = filter
  return selectTestCases(store, projectId)
    .$if(folder_id !== undefined, (cases) => cases.where('folder_id', '=', String(folder_id).toLowerCase()))
    .$if(part !== undefined, (cases) => cases.where(contains('title', String(part))))
    .$if(search !== undefined, (cases) => cases.where(({ or }) => or(matches(String(search)))))
}

function matches(search: string) {
  return [contains('title', search), contains('description', search), equals('human_id', search)]
}

export async function readCaseSteps(store: Store, caseIds: string[]): Promise<ShownStep[]> {
  if (caseIds.length === 0) return []
  return store
    .selectFrom('test_case_steps')
    .leftJoin('step_groups', 'step_groups.id', 'test_case_steps.step_group_id')
    .selectAll('test_case_steps')
    .select('step_groups.title as group_title')
    .where('test_case_id', 'in', caseIds)
    .orderBy('position')
    .orderBy('test_case_steps.tsid')
    .execute()
}

/** A test case that runs have stays behind for them, and is found nowhere else any more. */
export async function deleteTestCase(store: Store, testCase: TestCaseRow): Promise<void> {
  const entry = await store
    .selectFrom('test_run_cases')
    .select('id')
    .where('test_case_id', '=', testCase.id)
    .executeTakeFirst()
  if (entry) await update(store, 'test_cases', testCase, { deleted_at: Date.now() })
  else await remove(store, 'test_cases', testCase.id)
}
