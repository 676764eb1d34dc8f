import { sql } from 'kysely'
import { contains, equals } from './filters.ts'
import type { Store, TestRunRow } from './schema.ts'

export interface TestRunFilter {
  search?: string | undefined
  title__CONTAINS?: string | undefined
  test_plan_id?: string | undefined
}

export function selectTestRuns(store: Store, projectId: string, filter: TestRunFilter = {}) {
  const { search, title__CONTAINS: part, test_plan_id } = filter
  return store
    .selectFrom('test_runs')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(part !== undefined, (runs) => runs.where(contains('title', String(part))))
    .$if(test_plan_id !== undefined, (runs) => runs.where('test_plan_id', '=', String(test_plan_id).toLowerCase()))
    .$if(search !== undefined, (runs) => runs.where(({ or }) => or(matches(String(search)))))
}

function matches(search: string) {
  return [contains('title', search), equals('human_id', search)]
}

export function findRunByTitle(store: Store, projectId: string, title: string): Promise<TestRunRow | undefined> {
  return selectTestRuns(store, projectId).where('title', '=', title).executeTakeFirst()
}

export interface RunOutcome {
  test_run_id: string
  total: number
  passed: number
  failed: number
  /** When an entry last changed. */
  changed_at: number
}

/** Of the runs that have entries. */
export async function countOutcomes(store: Store, runIds: string[]): Promise<RunOutcome[]> {
  if (runIds.length === 0) return []
  const having = (alias: string) => sql<number>`sum(case when lookup_values.alias = ${alias} then 1 else 0 end)`
  const rows = await store
    .selectFrom('test_run_cases')
    .innerJoin('lookup_values', 'lookup_values.id', 'test_run_cases.status_id')
    .where('test_run_id', 'in', runIds)
    .groupBy('test_run_id')
    .select(['test_run_id', sql<number>`count(*)`.as('total')])
    .select([having('passed').as('passed'), having('failed').as('failed')])
    .select(({ fn }) => fn.max('test_run_cases.updated_at').as('changed_at'))
    .execute()
  return rows.map(({ test_run_id, total, passed, failed, changed_at }) => ({
    test_run_id,
    total: Number(total),
    passed: Number(passed),
    failed: Number(failed),
    changed_at: Number(changed_at),
  }))
}
