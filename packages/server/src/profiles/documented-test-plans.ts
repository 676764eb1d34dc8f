import type { TestPlan } from '@testsigma-tms/types'
import type { TestPlanRow } from '../store/schema.ts'
import { toSeconds } from './timestamps.ts'

/** As on the documentation page of the list. */
export function toListedTestPlan(plan: TestPlanRow): TestPlan {
  return { ...head(plan), name: plan.title, created_at: toSeconds(plan.created_at) }
}

/** As on the documentation page of reading one plan. */
export function toTestPlan(plan: TestPlanRow): TestPlan {
  return {
    ...head(plan),
    title: plan.title,
    ...(plan.start_date !== null && { start_date: toSeconds(plan.start_date) }),
    ...(plan.end_date !== null && { end_date: toSeconds(plan.end_date) }),
    created_at: toSeconds(plan.created_at),
  }
}

/** As on the documentation page of creating. */
export function toCreatedTestPlan(plan: TestPlanRow): TestPlan {
  return { ...toTestPlan(plan), label_ids: JSON.parse(plan.label_ids) }
}

/** As on the documentation page of updating. */
export function toUpdatedTestPlan(plan: TestPlanRow): TestPlan {
  return { ...head(plan), title: plan.title }
}

function head({ id, human_id, description, status, updated_at }: TestPlanRow): TestPlan {
  return { id, human_id, description, status, updated_at: toSeconds(updated_at) }
}
