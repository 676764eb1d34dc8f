import { sql } from 'kysely'
import { contains } from './filters.ts'
import type { Store } from './schema.ts'

export interface TestPlanFilter {
  name__NEQ?: string | undefined
  title__CONTAINS?: string | undefined
}

export function selectTestPlans(
  store: Store,
  projectId: string,
  { name__NEQ: not, title__CONTAINS: part }: TestPlanFilter,
) {
  return store
    .selectFrom('test_plans')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(not !== undefined, (plans) => plans.where('title', '!=', String(not)))
    .$if(part !== undefined, (plans) => plans.where(contains('title', String(part))))
}

/** How many runs these plans have, and how many entries those have together. */
export async function countOfPlans(store: Store, planIds: string[]) {
  if (planIds.length === 0) return []
  const rows = await store
    .selectFrom('test_runs')
    .leftJoin('test_run_cases', 'test_run_cases.test_run_id', 'test_runs.id')
    .where('test_plan_id', 'in', planIds)
    .groupBy('test_plan_id')
    .select(['test_plan_id', sql<number>`count(distinct test_runs.id)`.as('runs')])
    .select(sql<number>`count(test_run_cases.id)`.as('cases'))
    .execute()
  return rows.map(({ test_plan_id, runs, cases }) => ({ test_plan_id, runs: Number(runs), cases: Number(cases) }))
}
