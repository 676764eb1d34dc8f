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
