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

/** All in which the vendor's pages and the measured live API disagree, as far as a server can show it. */
export interface Profile {
  /** Requests in a second that each key has unless an option says otherwise; 0 for any number. */
  rateLimit: number
  /** Headers that carry the id of the request. */
  requestIdHeaders: string[]
  /** Turns stored milliseconds into what responses hold. */
  timestamp(milliseconds: number): number
  /** The sentence beside the data of a success. */
  message(operation: OperationId, message: string): string
  withoutKey(): ApiError
  withWrongKey(): ApiError
  /** What is sent for a refusal. */
  refusal(error: ApiError, operation: OperationId | undefined): ApiError
  titleTaken(title: string, other: TestRunRow): ApiError

  pageInfo(position: PagePosition, url: URL): PageInfo
  pageInfoOfRuns(position: PageInfo): PageInfo
  /** Whether users and labels come in pages. */
  pagesAccountLists: boolean

  user(row: UserRow): User

  /** IDs of the lookup values that lists do not show; requests may name them. */
  hiddenLookupIds: string[]
  lookupValue(row: LookupValueRow): LookupValueRow

  /** By what requests name the labels of a test case. */
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
  /** Bytes that entries take besides their own columns, by ID. */
  sizesOfEntries(store: Store, entries: TestRunCaseRow[]): Promise<Map<string, number>>
  testRunCases(
    store: Store,
    entries: ShownEntry[],
  ): Promise<{ test_cases: TestRunCase[] } | { test_run_cases: TestRunCase[] }>
}
