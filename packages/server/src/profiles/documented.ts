import { type ApiError, unauthorized, unprocessable } from '../http/errors.ts'
import { shorten } from '../http/shorten.ts'
import type { Store, TestCaseRow } from '../store/schema.ts'
import { readCaseSteps } from '../store/test-cases.ts'
import { toListedTestCase, toTestCase, toUpdatedTestCase } from './documented-test-cases.ts'
import { toCreatedTestPlan, toListedTestPlan, toTestPlan, toUpdatedTestPlan } from './documented-test-plans.ts'
import {
  toCreatedTestRun,
  toListedTestRun,
  toTestRun,
  toTestRunCase,
  toUpdatedTestRun,
} from './documented-test-runs.ts'
import { encodeCursor, type PagePosition } from './page-position.ts'
import type { Profile } from './profile.ts'
import { readSteps } from './test-case-fields.ts'
import { toSeconds } from './timestamps.ts'

/** The API as the vendor's documentation describes it. */
export const documented: Profile = {
  rateLimit: 0,
  requestIdHeaders: ['x-request-id'],
  timestamp: toSeconds,
  message: (_, message) => message,
  withoutKey: () => unauthorized('Authorization header required: send "Authorization: Bearer <API_KEY>"'),
  withWrongKey: () => unauthorized('The Authorization header does not contain a known API key'),
  refusal: (error: ApiError) => error,
  titleTaken: (title, other) =>
    unprocessable(`title: test run title already exists (${other.human_id}), got ${shorten(JSON.stringify(title))}`),

  pageInfo: ({ page_size, total_count, next, prev }, url) => ({
    page_size,
    total_count,
    next: next ? link(url, page_size, next) : '',
    prev: prev ? link(url, page_size, prev) : '',
  }),
  // The only list whose documentation page shows null where the others show an empty string.
  pageInfoOfRuns: ({ next, prev, ...counts }) => ({ ...counts, next: next || null, prev: prev || null }),
  pagesAccountLists: true,

  user: ({ tsid: _, created_at, updated_at, ...user }) => ({
    ...user,
    created_at: toSeconds(created_at),
    updated_at: toSeconds(updated_at),
  }),

  hiddenLookupIds: [],
  lookupValue: (row) => row,

  // The documented example uses a label's name where the live API required its ID.
  caseLabelsBy: ['id', 'name'],
  listedTestCases: async (store, rows) => {
    const stepsOf = await readSteps(store, rows)
    return rows.map((row) => toListedTestCase(row, stepsOf(row)))
  },
  testCase: async (store, row) => toTestCase(row, await stepsOf(store, row)),
  updatedTestCase: async (store, row) => toUpdatedTestCase(row, await stepsOf(store, row)),

  listedTestPlans: async (_, plans) => plans.map(toListedTestPlan),
  testPlan: async (_, plan) => toTestPlan(plan),
  createdTestPlan: async (_, plan) => toCreatedTestPlan(plan),
  updatedTestPlan: async (_, plan) => toUpdatedTestPlan(plan),

  effectiveFilters: (filters) => filters,
  stateOfRun: ({ status }) => status,
  listedTestRuns: async (_, runs) => runs.map(toListedTestRun),
  testRun: toTestRun,
  createdTestRun: toCreatedTestRun,
  updatedTestRun: toUpdatedTestRun,
  sizesOfEntries: async () => new Map(),
  testRunCases: async (_, entries) => ({ test_cases: entries.map(toTestRunCase) }),
}

function link(url: URL, size: number, cursor: NonNullable<PagePosition['next']>): string {
  const other = new URL(url)
  for (const name of ['next', 'page', 'size']) other.searchParams.delete(name)
  other.searchParams.set('page_size', String(size))
  other.searchParams.set('cursor', encodeCursor(cursor, 'base64url'))
  return other.href
}

function stepsOf(store: Store, { id }: TestCaseRow) {
  return readCaseSteps(store, [id])
}
