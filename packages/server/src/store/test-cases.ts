import { sql } from 'kysely'
import { update } from './entities.ts'
import { all, any, contains, equals, when } from './filters.ts'
import { removeWhole } from './removal.ts'
import type { Store, TestCaseRow, TestCaseStepRow } from './schema.ts'

export interface TestCaseTexts {
  search?: string | undefined
  title__CONTAINS?: string | undefined
}

/** A step with the title of its step group, if any. */
export interface ShownStep extends TestCaseStepRow {
  group_title: string | null
}

export function selectTestCases(store: Store, projectId: string) {
  return store.selectFrom('test_cases').selectAll().where('project_id', '=', projectId).where('deleted_at', 'is', null)
}

/** Includes deleted test cases, because runs still contain them. */
export async function readCasesOfRuns(store: Store, ids: string[]): Promise<TestCaseRow[]> {
  if (ids.length === 0) return []
  return store.selectFrom('test_cases').selectAll().where('id', 'in', ids).execute()
}

export function selectTestCasesIn(store: Store, projectId: string, folderId: string | undefined) {
  const cases = selectTestCases(store, projectId)
  return folderId === undefined ? cases : cases.where('folder_id', '=', folderId.toLowerCase())
}

export function matchTestCases({ search, title__CONTAINS }: TestCaseTexts) {
  return all(
    when(title__CONTAINS || undefined, (text) => contains('title', text)),
    when(search || undefined, (text) =>
      any(contains('title', text), contains('description', text), equals('human_id', text)),
    ),
  )
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

/** Bytes of a step in a response besides its texts. */
const stepSize = 400
/** Maximum number of steps that are read: more than fit on a page. */
const mostSteps = 12_000

/** Bytes of these test cases with their steps, by ID; infinity if there are too many steps. */
export async function caseSizes(store: Store, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const texts = sql<number>`octet_length(coalesce(step_groups.title, step_description)) + octet_length(expected_results)`
  const steps = store
    .selectFrom('test_case_steps')
    .leftJoin('step_groups', 'step_groups.id', 'test_case_steps.step_group_id')
    .select(['test_case_id', texts.as('size')])
    .where('test_case_id', 'in', ids)
    .orderBy('test_case_id')
    .limit(mostSteps)
  const rows = await store
    .selectFrom(steps.as('steps'))
    .select(['test_case_id', sql<number>`count(*)`.as('steps'), sql<number>`sum(size)`.as('size')])
    .groupBy('test_case_id')
    .orderBy('test_case_id')
    .execute()
  const sizes = new Map(
    rows.map(({ test_case_id, steps, size }) => [test_case_id, stepSize * Number(steps) + Number(size)]),
  )
  const seen = rows.reduce((sum, { steps }) => sum + Number(steps), 0)
  const last = rows.at(-1)?.test_case_id ?? ''
  if (seen === mostSteps) for (const id of ids) if (id >= last) sizes.set(id, Number.POSITIVE_INFINITY)
  return sizes
}

/** Bytes of the texts of these test cases, by ID. */
export async function textSizes(store: Store, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const columns = ['title', 'description', 'preconditions', 'steps', 'expected_results'].map(
    (column) => sql`octet_length(${sql.ref(column)})`,
  )
  const rows = await store
    .selectFrom('test_cases')
    .select(['id', sql<number>`${sql.join(columns, sql` + `)}`.as('size')])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, size }) => [id, Number(size)]))
}

/** A deleted test case is kept if a run contains it, but is found nowhere else. */
export async function deleteTestCase(store: Store, testCase: TestCaseRow): Promise<void> {
  const entry = await store
    .selectFrom('test_run_cases')
    .select('id')
    .where('test_case_id', '=', testCase.id)
    .executeTakeFirst()
  if (entry) await update(store, 'test_cases', testCase, { deleted_at: Date.now() })
  else await removeWhole(store, 'test_cases', testCase.id)
}
