import * as folders from './folders.ts'
import type { Handlers } from './handler.ts'
import * as junitImports from './junit-imports.ts'
import * as labels from './labels.ts'
import * as lookups from './lookups.ts'
import * as projects from './projects.ts'
import * as stepGroups from './step-groups.ts'
import * as testCases from './test-cases.ts'
import * as testPlans from './test-plans.ts'
import { assignTestRunCaseUser, listTestRunCases, updateTestRunCases } from './test-run-cases.ts'
import * as testRuns from './test-runs.ts'
import * as users from './users.ts'

export const handlers: Handlers = {
  ...folders,
  ...junitImports,
  ...labels,
  ...lookups,
  ...projects,
  ...stepGroups,
  ...testCases,
  ...testPlans,
  ...testRuns,
  ...users,
  assignTestRunCaseUser,
  listTestRunCases,
  updateTestRunCases,
}
