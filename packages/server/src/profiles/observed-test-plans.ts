import type { TestPlan } from '@testsigma-tms/types'
import type { Store, TestPlanRow } from '../store/schema.ts'
import { countOfPlans } from '../store/test-plans.ts'

/** As observed; the counts were only seen in lists. */
export function toTestPlan({ id, human_id, title, description, status, ...plan }: TestPlanRow): TestPlan {
  return {
    id,
    human_id,
    title,
    description,
    status,
    ...(plan.start_date !== null && { start_date: plan.start_date }),
    ...(plan.end_date !== null && { end_date: plan.end_date }),
    created_at: plan.created_at,
    updated_at: plan.updated_at,
  }
}

export async function toListedTestPlans(store: Store, plans: TestPlanRow[]): Promise<TestPlan[]> {
  const ids = plans.map(({ id }) => id)
  const counts = new Map((await countOfPlans(store, ids)).map((count) => [count.test_plan_id, count]))
  return plans.map((plan) => ({
    ...toTestPlan(plan),
    test_runs_count: counts.get(plan.id)?.runs ?? 0,
    test_cases_count: counts.get(plan.id)?.cases ?? 0,
  }))
}
