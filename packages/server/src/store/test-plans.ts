import { sql } from 'kysely'
import { all, contains, differs, when } from './filters.ts'
import { createPause } from './pause.ts'
import type { Store } from './schema.ts'

export interface TestPlanFilter {
  name__NEQ?: string | undefined
  title__CONTAINS?: string | undefined
}

export function selectTestPlans(store: Store, projectId: string) {
  return store.selectFrom('test_plans').selectAll().where('project_id', '=', projectId)
}

export function matchTestPlans({ name__NEQ, title__CONTAINS }: TestPlanFilter) {
  return all(
    when(name__NEQ, (text) => differs('title', text)),
    when(title__CONTAINS || undefined, (text) => contains('title', text)),
  )
}

/** The number of runs of each plan, and the total number of their entries. */
export async function countOfPlans(store: Store, planIds: string[]) {
  const counts: { test_plan_id: string; runs: number; cases: number }[] = []
  const pause = createPause()
  for (const test_plan_id of planIds) {
    const { runs, cases } = await store
      .selectFrom('test_runs')
      .leftJoin('test_run_cases', 'test_run_cases.test_run_id', 'test_runs.id')
      .where('test_plan_id', '=', test_plan_id)
      .select(sql<number>`count(distinct test_runs.id)`.as('runs'))
      .select(sql<number>`count(test_run_cases.id)`.as('cases'))
      .executeTakeFirstOrThrow()
    counts.push({ test_plan_id, runs: Number(runs), cases: Number(cases) })
    await pause()
  }
  return counts
}
