import type { CreateTestCaseRequest, TestCase, UpdateTestCaseRequest } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { insert, update } from '../store/entities.ts'
import { nextHumanId } from '../store/in-project.ts'
import type { ProjectRow, Store, TestCaseRow } from '../store/schema.ts'
import { caseSizes, matchTestCases, deleteTestCase as removeTestCase, selectTestCasesIn } from '../store/test-cases.ts'
import { transact } from '../store/transact.ts'
import { requireInProject, requireProject } from './find.ts'
import type { Handler } from './handler.ts'
import { readSteps, storeSteps } from './individual-steps.ts'
import { readPage } from './paging.ts'
import { dropReadOnly } from './read-only.ts'
import { aLookupValue, aUser, inProject, orNone, resolveLabels, resolveReferences, theProject } from './references.ts'
import { checkSearch } from './search.ts'

export const listTestCases: Handler<'listTestCases'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const { folder_id, search, title__CONTAINS, ...page } = query
  checkSearch({ search, title__CONTAINS })
  const project = await requireProject(store, params.project_id)
  const list = {
    rows: selectTestCasesIn(store, project.id, folder_id),
    table: 'test_cases',
    match: matchTestCases({ search, title__CONTAINS }),
    sizesOf: (rows: { id: string }[]) =>
      caseSizes(
        store,
        rows.map(({ id }) => id),
      ),
  } as const
  const { rows, page_info } = await readPage(list, page, call)
  const test_cases = await profile.listedTestCases(store, rows)
  return { status: 200, body: { message: '', data: { test_cases }, page_info } }
}

export const getTestCase: Handler<'getTestCase'> = async ({ params, store, profile }) => {
  const testCase = await requireInProject(store, 'test_cases', params.project_id, params.test_case_id)
  return { status: 200, body: response(await profile.testCase(store, testCase)) }
}

export const createTestCase: Handler<'createTestCase'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    const references = await referencesOf(transaction, project, body, profile)
    const steps = await readSteps(transaction, project, body.individual_steps ?? [])
    const testCase = await insert(transaction, 'test_cases', {
      project_id: project.id,
      human_id: await nextHumanId(transaction, project, 'test_cases'),
      title: body.title,
      description: body.description ?? '',
      template_type: body.template_type ?? (steps.length > 0 ? 'STEPS' : 'TCD'),
      preconditions: body.preconditions ?? '',
      steps: body.steps ?? '',
      expected_results: body.expected_results ?? '',
      deleted_at: null,
      ...unlabelled,
      ...(references as Omit<typeof references, Required> & { [Name in Required]: string }),
    })
    await storeSteps(transaction, testCase, steps)
    return { status: 201, body: response(await profile.testCase(transaction, testCase)) }
  })

export const updateTestCase: Handler<'updateTestCase'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const testCase = await requireInProject(transaction, 'test_cases', params.project_id, params.test_case_id)
    const project = await requireProject(transaction, testCase.project_id)
    const changes = await dropReadOnly('updateTestCase', body, () => viewsOf(transaction, testCase, profile))
    const references = await referencesOf(transaction, project, changes, profile)
    const steps = changes.individual_steps && (await readSteps(transaction, project, changes.individual_steps))
    const { title, description, template_type, preconditions, steps: text, expected_results } = changes
    const texts = { title, description, template_type, preconditions, steps: text, expected_results }
    const changed = await update(transaction, 'test_cases', testCase, { ...texts, ...references })
    if (steps) await storeSteps(transaction, testCase, steps)
    return { status: 200, body: response(await profile.updatedTestCase(transaction, changed)) }
  })

export const deleteTestCase: Handler<'deleteTestCase'> = ({ params, store }) =>
  transact(store, async (transaction) => {
    const testCase = await requireInProject(transaction, 'test_cases', params.project_id, params.test_case_id)
    await removeTestCase(transaction, testCase)
    return { status: 200, body: { message: '' } }
  })

type Required = 'type_id' | 'status_id' | 'automation_type_id' | 'priority_id' | 'owner_id'

const unlabelled = { reviewer_id: null, folder_id: null, label_ids: '[]' }

/** All representations that a client may have read. */
async function viewsOf(store: Store, testCase: TestCaseRow, profile: Profile): Promise<TestCase[]> {
  const [shown, updated] = [await profile.testCase(store, testCase), await profile.updatedTestCase(store, testCase)]
  return [shown, updated, ...(await profile.listedTestCases(store, [testCase]))]
}

async function referencesOf(
  store: Store,
  project: ProjectRow,
  body: CreateTestCaseRequest | UpdateTestCaseRequest,
  { caseLabelsBy }: Profile,
) {
  const { project_id: _, ...references } = await resolveReferences(store, body, {
    project_id: theProject(project),
    type_id: aLookupValue('types', 'a test case type'),
    status_id: aLookupValue('case_statuses', 'a test case status'),
    automation_type_id: aLookupValue('automation_types', 'an automation type'),
    priority_id: aLookupValue('priorities', 'a priority'),
    owner_id: aUser,
    reviewer_id: orNone(aUser),
    folder_id: orNone(inProject('folders', 'a folder', project)),
  })
  const labelIds = await resolveLabels(store, 'label_ids', body.label_ids, ...caseLabelsBy)
  return { ...references, ...(labelIds && { label_ids: JSON.stringify(labelIds) }) }
}

function response(test_case: TestCase) {
  return { message: '', data: { test_case } }
}
