import { sql } from 'kysely'
import { all, any, contains, equals, when } from './filters.ts'
import { createPause } from './pause.ts'
import type { Store, TestRunRow } from './schema.ts'

export interface TestRunFilter {
  test_plan_id?: string | undefined
}

export interface TestRunTexts {
  search?: string | undefined
  title__CONTAINS?: string | undefined
}

export function selectTestRuns(store: Store, projectId: string, { test_plan_id }: TestRunFilter = {}) {
  return store
    .selectFrom('test_runs')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(test_plan_id !== undefined, (runs) => runs.where('test_plan_id', '=', String(test_plan_id).toLowerCase()))
}

export function matchTestRuns({ search, title__CONTAINS }: TestRunTexts) {
  return all(
    when(title__CONTAINS || undefined, (text) => contains('title', text)),
    when(search || undefined, (text) => any(contains('title', text), equals('human_id', text))),
  )
}

export function findRunByTitle(store: Store, projectId: string, title: string): Promise<TestRunRow | undefined> {
  return selectTestRuns(store, projectId).where('title', '=', title).executeTakeFirst()
}

export interface RunOutcome {
  test_run_id: string
  total: number
  passed: number
  failed: number
  /** Time of the last change of an entry. */
  changed_at: number
}

/** Returns only runs that have entries. */
export async function countOutcomes(store: Store, runIds: string[]): Promise<RunOutcome[]> {
  const outcomes: RunOutcome[] = []
  const pause = createPause()
  for (const id of runIds) {
    outcomes.push(...(await countOutcomesOf(store, id)))
    await pause()
  }
  return outcomes
}

async function countOutcomesOf(store: Store, runId: string): Promise<RunOutcome[]> {
  const having = (alias: string) => sql<number>`sum(case when lookup_values.alias = ${alias} then 1 else 0 end)`
  const rows = await store
    .selectFrom('test_run_cases')
    .innerJoin('lookup_values', 'lookup_values.id', 'test_run_cases.status_id')
    .where('test_run_id', '=', runId)
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
