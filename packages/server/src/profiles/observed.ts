import { createHash } from 'node:crypto'
import { ApiError, badRequest, unauthorized } from '../http/errors.ts'
import { pageOnlyLookupIds, toMeasuredLookup } from './observed-lookups.ts'
import { sentence } from './observed-messages.ts'
import { toListedTestCase, toTestCases } from './observed-test-cases.ts'
import { toListedTestPlans, toTestPlan } from './observed-test-plans.ts'
import { sizesOfEntries, stateOfRun, toTestRunCases, toTestRuns } from './observed-test-runs.ts'
import { encodeCursor } from './page-position.ts'
import type { Profile } from './profile.ts'

const requiredIds = ['type_id', 'status_id', 'automation_type_id', 'priority_id', 'owner_id']

/** The API as observed on the live API in May and June 2026. */
export const observed: Profile = {
  rateLimit: 10,
  // One client's notes name the first; its code reads the second.
  requestIdHeaders: ['x-request-id', 'x-tms-api-request-id'],
  timestamp: (milliseconds) => milliseconds,
  message: sentence,
  withoutKey: () => unauthorized('map[error:Authorization header required]'),
  withWrongKey: () => unauthorized('Authorization header required'),
  refusal: (error, operation) => {
    if (error.status !== 422) return error
    if (operation === 'createTestCase' && lacksId(error.message)) return messageAlone('Invalid ID format: ')
    return badRequest(error.message)
  },
  titleTaken: () => messageAlone('Error test run title already exists'),

  pageInfo: ({ page_size, total_count, next, prev }) => ({
    page_size,
    total_count,
    next: next ? encodeCursor(next, 'base64') : '',
    prev: prev ? encodeCursor(prev, 'base64') : '',
  }),
  pageInfoOfRuns: (page_info) => page_info,
  pagesAccountLists: false,

  user: ({ tsid: _, status, ...user }) => ({
    ...user,
    identity_user_uuid: identityOf(user.id),
    status: status === 'active' ? 'ACTIVE' : 'INACTIVE',
  }),

  hiddenLookupIds: pageOnlyLookupIds,
  lookupValue: toMeasuredLookup,

  caseLabelsBy: ['id'],
  listedTestCases: async (_, rows) => rows.map(toListedTestCase),
  testCase: async (store, row) => first(await toTestCases(store, [row])),
  updatedTestCase: async (store, row) => first(await toTestCases(store, [row])),

  listedTestPlans: toListedTestPlans,
  testPlan: async (_, plan) => toTestPlan(plan),
  createdTestPlan: async (_, plan) => toTestPlan(plan),
  updatedTestPlan: async (_, plan) => toTestPlan(plan),

  // The live API accepted a filter by folder, and selected every test case.
  effectiveFilters: (filters) => filters.filter(({ field }) => field !== 'folder_id'),
  stateOfRun,
  listedTestRuns: toTestRuns,
  testRun: async (store, run) => first(await toTestRuns(store, [run])),
  createdTestRun: async (store, run) => first(await toTestRuns(store, [run])),
  updatedTestRun: async (store, run) => first(await toTestRuns(store, [run])),
  sizesOfEntries,
  testRunCases: async (store, entries) => ({ test_run_cases: await toTestRunCases(store, entries) }),
}

function lacksId(details: string): boolean {
  return details.split('; ').some((detail) => requiredIds.some((name) => detail === `${name}: required`))
}

function messageAlone(message: string): ApiError {
  return new ApiError(400, { message })
}

/** Each user has another ID in the sign-in service; here it is derived from the user's ID. */
function identityOf(id: string): string {
  const digest = createHash('sha256').update(id).digest('hex')
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}

function first<Thing>(things: Thing[]): Thing {
  return things[0] as Thing
}
