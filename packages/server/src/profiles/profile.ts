import type {
  PageInfo,
  SelectionFilter,
  TestCase,
  TestPlan,
  TestRun,
  TestRunCase,
  TestRunState,
  User,
} from '@testsigma-tms/types'
import type { OperationId } from '../http/contract.ts'
import type { ApiError } from '../http/errors.ts'
import type {
  LookupValueRow,
  Store,
  TestCaseRow,
  TestPlanRow,
  TestRunCaseRow,
  TestRunRow,
  UserRow,
} from '../store/schema.ts'
import type { ShownEntry } from '../store/test-run-cases.ts'
import type { PagePosition } from './page-position.ts'

export type ProfileName = 'documented' | 'observed'

/** All differences between the vendor's documentation and the observed live API that a server can show. */
export interface Profile {
  /** Default limit of requests per second and key; 0 for no limit. */
  rateLimit: number
  /** Response headers with the request ID. */
  requestIdHeaders: string[]
  /** Converts stored milliseconds to the unit of responses. */
  timestamp(milliseconds: number): number
  /** The message in a success response. */
  message(operation: OperationId, message: string): string
  withoutKey(): ApiError
  withWrongKey(): ApiError
  /** The response for a refusal. */
  refusal(error: ApiError, operation: OperationId | undefined): ApiError
  titleTaken(title: string, other: TestRunRow): ApiError

  pageInfo(position: PagePosition, url: URL): PageInfo
  pageInfoOfRuns(position: PageInfo): PageInfo
  /** Whether lists of users and labels are paged. */
  pagesAccountLists: boolean

  user(row: UserRow): User

  /** IDs of the lookup values that are missing in lists, but accepted in requests. */
  hiddenLookupIds: string[]
  lookupValue(row: LookupValueRow): LookupValueRow

  /** Whether requests identify the labels of a test case by ID, by name, or both. */
  caseLabelsBy: ('id' | 'name')[]
  listedTestCases(store: Store, rows: TestCaseRow[]): Promise<TestCase[]>
  testCase(store: Store, row: TestCaseRow): Promise<TestCase>
  updatedTestCase(store: Store, row: TestCaseRow): Promise<TestCase>

  listedTestPlans(store: Store, plans: TestPlanRow[]): Promise<TestPlan[]>
  testPlan(store: Store, plan: TestPlanRow): Promise<TestPlan>
  createdTestPlan(store: Store, plan: TestPlanRow): Promise<TestPlan>
  updatedTestPlan(store: Store, plan: TestPlanRow): Promise<TestPlan>

  /** The filters of a new dynamic run that have an effect. */
  effectiveFilters(filters: SelectionFilter[]): SelectionFilter[]
  stateOfRun(run: TestRunRow): TestRunState
  listedTestRuns(store: Store, runs: TestRunRow[]): Promise<TestRun[]>
  testRun(store: Store, run: TestRunRow): Promise<TestRun>
  createdTestRun(store: Store, run: TestRunRow): Promise<TestRun>
  updatedTestRun(store: Store, run: TestRunRow): Promise<TestRun>
  /** Size in bytes of entries without their own columns, by ID. */
  sizesOfEntries(store: Store, entries: TestRunCaseRow[]): Promise<Map<string, number>>
  testRunCases(
    store: Store,
    entries: ShownEntry[],
  ): Promise<{ test_cases: TestRunCase[] } | { test_run_cases: TestRunCase[] }>
}
