import { expectTypeOf, it } from 'vitest'
import type { HttpClient } from '../src/http.ts'
import {
  type ApiPromise,
  type AssignTestRunCaseUserParams,
  type ClientOptions,
  createClient,
  type ListOptions,
  type ListUsersParams,
  type Page,
  type TestRunCaseAssignment,
  type TestsigmaClient,
  type User,
} from '../src/index.ts'
import type { CALL_OPTIONS, CLIENT_OPTIONS } from '../src/settings.ts'

it('no option is missing in the lists of known ones', () => {
  expectTypeOf<(typeof CLIENT_OPTIONS)[number]>().toEqualTypeOf<keyof ClientOptions>()
  expectTypeOf<(typeof CALL_OPTIONS)[number]>().toEqualTypeOf<keyof ListOptions>()
})

// This code never runs: `pnpm typecheck` checks what must not compile.
const neverCalled = (tms: TestsigmaClient, http: HttpClient, ids: AssignTestRunCaseUserParams) => {
  // @ts-expect-error a misspelt parameter
  tms.users.list({ pageSize: 1 })
  // @ts-expect-error a value of the wrong type
  tms.users.list({ page_size: '1' })
  // @ts-expect-error a field is missing
  tms.testRuns.assignUser({ project_id: '', test_run_id: '', user_id: '' })
  // @ts-expect-error a misspelt field
  tms.testRuns.assignUser({ ...ids, userId: '' })
  // @ts-expect-error a value that the enumeration does not have
  tms.testRuns.update({ project_id: '', test_run_id: '', status: 'SHUT' })
  // @ts-expect-error a misspelt option
  tms.testRuns.assignUser(ids, { timeOut: 1 })
  // @ts-expect-error an option that only lists have
  tms.testRuns.assignUser(ids, { from: '' })
  // @ts-expect-error a resource that does not exist
  tms.user.list()
  // @ts-expect-error a limit is required
  tms.users.list().then((page) => page.all())
  // @ts-expect-error a path that does not exist
  http.GET('/user')
}

// What must compile, under exactOptionalPropertyTypes too.
const neverCalledEither = async (
  tms: TestsigmaClient,
  project_id: string,
  perhaps: { text?: string; size?: number; log?: (line: string) => void },
) => {
  createClient({ logger: { debug: perhaps.log, warn: perhaps.log }, headers: new Headers() })
  createClient({ logger: console })
  tms.users.list({ page_size: perhaps.size }, { signal: undefined, timeout: perhaps.size })
  tms.testRuns.create({ project_id, title: '', selection_type: 'STATIC', description: perhaps.text })
  const project = await tms.projects.get({ project_id })
  tms.projects.update({ ...project, project_id })
  const folder = await tms.folders.get({ project_id, folder_id: '' })
  tms.folders.update({ ...folder, project_id, folder_id: '' })
  const group = await tms.stepGroups.get({ project_id, step_group_id: '' })
  tms.stepGroups.update({ ...group, project_id, step_group_id: '' })
  const plan = await tms.testPlans.get({ project_id, test_plan_id: '' })
  tms.testPlans.update({ ...plan, project_id, test_plan_id: '' })
  const testCase = await tms.testCases.get({ project_id, test_case_id: '' })
  tms.testCases.update({ ...testCase, project_id, test_case_id: '' })
  const run = await tms.testRuns.get({ project_id, test_run_id: '' })
  // The live API rejects the `null` that it returns here, so the type does, too.
  tms.testRuns.update({ ...run, dynamic_selection_excluded_test_case_ids: undefined, project_id, test_run_id: '' })
  return new Error('a global, which no export hides')
}

it('types each call as its entity', () => {
  expectTypeOf(neverCalled).toBeFunction()
  expectTypeOf(neverCalledEither).returns.resolves.toEqualTypeOf<Error>()
  expectTypeOf<TestsigmaClient['users']['list']>().returns.resolves.toEqualTypeOf<Page<User>>()
  expectTypeOf<TestsigmaClient['users']['list']>().parameter(0).toEqualTypeOf<ListUsersParams | undefined>()
  expectTypeOf<TestsigmaClient['testRuns']['assignUser']>().returns.toEqualTypeOf<ApiPromise<TestRunCaseAssignment>>()
  expectTypeOf<ApiPromise<User>>().toExtend<Promise<User>>()
  expectTypeOf<ApiPromise<User>['catch']>().parameter(0).toEqualTypeOf<Parameters<Promise<User>['catch']>[0]>()
  expectTypeOf<AssignTestRunCaseUserParams>().toHaveProperty('test_case_id').toEqualTypeOf<string>()
})
