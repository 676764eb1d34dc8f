// Generated from the contract by `pnpm generate`. Do not edit.

import type { AutomationTypes } from './automation-types.ts'
import type { Folders } from './folders.ts'
import type { JunitImports } from './junit-imports.ts'
import type { Labels } from './labels.ts'
import type { Projects } from './projects.ts'
import type { StepGroups } from './step-groups.ts'
import type { TestCasePriorities } from './test-case-priorities.ts'
import type { TestCases } from './test-cases.ts'
import type { TestCaseStatuses } from './test-case-statuses.ts'
import type { TestCaseTypes } from './test-case-types.ts'
import type { TestPlans } from './test-plans.ts'
import type { TestRuns } from './test-runs.ts'
import type { TestRunStatuses } from './test-run-statuses.ts'
import type { Users } from './users.ts'

/** The resources of the API. */
export interface Resources {
  readonly automationTypes: AutomationTypes
  readonly folders: Folders
  readonly junitImports: JunitImports
  readonly labels: Labels
  readonly projects: Projects
  readonly stepGroups: StepGroups
  readonly testCasePriorities: TestCasePriorities
  readonly testCases: TestCases
  readonly testCaseStatuses: TestCaseStatuses
  readonly testCaseTypes: TestCaseTypes
  readonly testPlans: TestPlans
  readonly testRuns: TestRuns
  readonly testRunStatuses: TestRunStatuses
  readonly users: Users
}
