// Generated from the contract by `pnpm generate`. Do not edit.

import type { Caller } from '../caller.ts'
import { AutomationTypes } from './automation-types.ts'
import { Folders } from './folders.ts'
import { JunitImports } from './junit-imports.ts'
import { Labels } from './labels.ts'
import { Projects } from './projects.ts'
import { StepGroups } from './step-groups.ts'
import { TestCasePriorities } from './test-case-priorities.ts'
import { TestCases } from './test-cases.ts'
import { TestCaseStatuses } from './test-case-statuses.ts'
import { TestCaseTypes } from './test-case-types.ts'
import { TestPlans } from './test-plans.ts'
import { TestRuns } from './test-runs.ts'
import { TestRunStatuses } from './test-run-statuses.ts'
import { Users } from './users.ts'

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

export function createResources(caller: Caller): Resources {
  return {
    automationTypes: new AutomationTypes(caller),
    folders: new Folders(caller),
    junitImports: new JunitImports(caller),
    labels: new Labels(caller),
    projects: new Projects(caller),
    stepGroups: new StepGroups(caller),
    testCasePriorities: new TestCasePriorities(caller),
    testCases: new TestCases(caller),
    testCaseStatuses: new TestCaseStatuses(caller),
    testCaseTypes: new TestCaseTypes(caller),
    testPlans: new TestPlans(caller),
    testRuns: new TestRuns(caller),
    testRunStatuses: new TestRunStatuses(caller),
    users: new Users(caller),
  }
}
