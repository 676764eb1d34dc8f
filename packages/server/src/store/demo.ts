import { monotonicFactory } from 'ulid'
import { contract } from '../contract.ts'
import type { ProjectRow, Store, TestCaseRow, TestRunCaseRow, TestRunRow, UserRow } from './schema.ts'

const { data: documentedUsers } =
  contract.paths['/users'].get.responses['200'].content['application/json'].examples.documented.value
const { value: assignment } =
  contract.paths['/projects/{project_id}/test_runs/{test_run_id}/assign_user'].put.requestBody.content[
    'application/json'
  ].examples.documented
const { uuid: runId, humanId: runHumanId } = contract.components.parameters.TestRunId.examples
const projectId = contract.components.parameters.ProjectId.example

/** The contract's example of an assignment, with IDs for its path that the demo data has. */
export const demoAssignment = {
  params: { project_id: projectId, test_run_id: runId.value },
  body: assignment,
}

const day = 24 * 60 * 60 * 1000
const createdAt = Math.max(...documentedUsers.map((user) => user.created_at)) * 1000 + day
const createTsid = monotonicFactory()

/** The world of the contract's examples: its users, and a run with the case that its assignment names. */
export async function insertDemoData(store: Store): Promise<void> {
  await store
    .insertInto('users')
    .values([...documentedUsers.map(toUserRow), assignee()])
    .execute()
  await store.insertInto('projects').values(project()).execute()
  await store.insertInto('test_cases').values(testCases()).execute()
  await store.insertInto('test_runs').values(testRun()).execute()
  await store.insertInto('test_run_cases').values(testCases().map(toRunEntry)).execute()
}

function toUserRow(user: (typeof documentedUsers)[number]): UserRow {
  return {
    ...user,
    ...entity(user.id, user.created_at * 1000),
    updated_at: user.updated_at * 1000,
    status: user.status as UserRow['status'],
  }
}

function assignee(): UserRow {
  return {
    ...entity(assignment.user_id),
    email: 'priya.nair@example.com',
    first_name: 'Priya',
    last_name: 'Nair',
    status: 'active',
  }
}

function project(): ProjectRow {
  const [prefix = ''] = runHumanId.value.split('-')
  return { ...entity(projectId), name: 'Web shop', prefix }
}

function testCases(): TestCaseRow[] {
  const inProject = { project_id: projectId }
  return [
    { ...entity(assignment.test_case_id), ...inProject, human_id: 'DEMO-1', title: 'Sign in with a valid password' },
    {
      ...entity('1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce'),
      ...inProject,
      human_id: 'DEMO-2',
      title: 'Pay for a basket with two items',
    },
  ]
}

function testRun(): TestRunRow {
  return {
    ...entity(runId.value),
    project_id: projectId,
    human_id: runHumanId.value,
    title: 'Regression before the spring release',
  }
}

function toRunEntry(testCase: TestCaseRow): TestRunCaseRow {
  return { ...entity(crypto.randomUUID()), test_run_id: runId.value, test_case_id: testCase.id, user_id: null }
}

function entity(id: string, created_at = createdAt) {
  return { id, tsid: createTsid(created_at), created_at, updated_at: created_at }
}
