import type { CreateTestRunRequest, TestRun, TestRunState, UpdateTestRunRequest } from '@testsigma-tms/types'
import { unprocessable } from '../http/errors.ts'
import type { Profile } from '../profiles/profile.ts'
import { insert, update } from '../store/entities.ts'
import { nextHumanId } from '../store/in-project.ts'
import { removeWhole } from '../store/removal.ts'
import type { ProjectRow, Store, TestRunRow } from '../store/schema.ts'
import { insertEntries } from '../store/test-run-cases.ts'
import { findRunByTitle, matchTestRuns, selectTestRuns } from '../store/test-runs.ts'
import { transact } from '../store/transact.ts'
import { oneOf } from './aliases.ts'
import { requireInProject, requireProject } from './find.ts'
import type { Handler } from './handler.ts'
import { changedMoment } from './moments.ts'
import { readPage } from './paging.ts'
import { dropReadOnly } from './read-only.ts'
import { aUser, inProject, orNone, refuse, resolveLabels, resolveReferences, theProject, wrong } from './references.ts'
import { checkSearch } from './search.ts'
import { select } from './selection.ts'

export const listTestRuns: Handler<'listTestRuns'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const { search, title__CONTAINS, test_plan_id, ...page } = query
  checkSearch({ search, title__CONTAINS })
  const project = await requireProject(store, params.project_id)
  const match = matchTestRuns({ search, title__CONTAINS })
  const list = { rows: selectTestRuns(store, project.id, { test_plan_id }), table: 'test_runs', match } as const
  const { rows, page_info } = await readPage(list, page, call)
  const test_runs = await profile.listedTestRuns(store, rows)
  return { status: 200, body: { message: '', data: { test_runs }, page_info: profile.pageInfoOfRuns(page_info) } }
}

export const getTestRun: Handler<'getTestRun'> = async ({ params, store, profile }) => {
  const run = await requireInProject(store, 'test_runs', params.project_id, params.test_run_id)
  return { status: 200, body: { message: '', data: { test_run: await profile.testRun(store, run) } } }
}

export const createTestRun: Handler<'createTestRun'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    await refuseTakenTitle(transaction, project.id, body.title, profile)
    const status = body.status ?? 'ACTIVE'
    const { start_date = null, end_date = null, ...fields } = await fieldsOf(transaction, project, body, profile)
    const { filters, excluded, caseIds } = await select(transaction, project, body, profile)
    const run = await insert(transaction, 'test_runs', {
      project_id: project.id,
      human_id: await nextHumanId(transaction, project, 'test_runs'),
      title: body.title,
      description: body.description ?? '',
      status,
      selection_type: body.selection_type,
      selection_filters: JSON.stringify(filters),
      excluded_test_case_ids: JSON.stringify(excluded),
      label_ids: '[]',
      environment_ids: '[]',
      assignee_id: null,
      test_plan_id: null,
      closed_at: status === 'CLOSED' ? Date.now() : null,
      start_date,
      end_date,
      ...fields,
    })
    await insertEntries(transaction, run, caseIds)
    const test_run = await profile.createdTestRun(transaction, run)
    return { status: 200, body: { message: '', data: { test_run } } }
  })

export const updateTestRun: Handler<'updateTestRun'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const run = await requireInProject(transaction, 'test_runs', params.project_id, params.test_run_id)
    const project = await requireProject(transaction, run.project_id)
    const changes = await dropReadOnly('updateTestRun', body, () => viewsOf(transaction, run, profile))
    const { description, selection_type = run.selection_type } = changes
    const title = oneOf('', { title: changes.title, name: changes.name }, run.title)
    // Sending back the status that was read is not a change.
    const status = changes.status === profile.stateOfRun(run) ? undefined : changes.status
    refuseReopening(run, status)
    refuse(
      selection_type === run.selection_type
        ? []
        : [wrong('selection_type', `${run.selection_type}, as it was`, selection_type)],
    )
    if (title !== undefined) await refuseTakenTitle(transaction, project.id, title, profile, run)
    const closed_at = status === 'CLOSED' && run.closed_at === null ? Date.now() : undefined
    const fields = await fieldsOf(transaction, project, changes, profile, run)
    const changed = await update(transaction, 'test_runs', run, { title, description, status, closed_at, ...fields })
    const test_run = await profile.updatedTestRun(transaction, changed)
    return { status: 200, body: { message: '', data: { test_run } } }
  })

export const deleteTestRun: Handler<'deleteTestRun'> = ({ params, store }) =>
  transact(store, async (transaction) => {
    const run = await requireInProject(transaction, 'test_runs', params.project_id, params.test_run_id)
    await removeWhole(transaction, 'test_runs', run.id)
    return { status: 200, body: { message: 'Test run deleted.' } }
  })

/** All representations that a client may have read. */
async function viewsOf(store: Store, run: TestRunRow, profile: Profile): Promise<TestRun[]> {
  const views = [profile.testRun(store, run), profile.createdTestRun(store, run), profile.updatedTestRun(store, run)]
  return [...(await Promise.all(views)), ...(await profile.listedTestRuns(store, [run]))]
}

/** The fields that creation and update have in common; fields missing in the body are absent. */
async function fieldsOf(
  store: Store,
  project: ProjectRow,
  body: CreateTestRunRequest | UpdateTestRunRequest,
  profile: Profile,
  run?: TestRunRow,
) {
  const test_plan_id = 'test_plan_id' in body ? body.test_plan_id : undefined
  const { project_id: _, ...references } = await resolveReferences(
    store,
    { ...body, test_plan_id },
    {
      project_id: theProject(project),
      assignee_id: orNone(aUser),
      test_plan_id: orNone(inProject('test_plans', 'a test plan', project)),
    },
  )
  const labelIds = await resolveLabels(store, 'label_names', body.label_names, 'name')
  const { environment_ids } = body
  const start_date = changedMoment('start_date', body.start_date, run?.start_date, profile)
  const end_date = changedMoment('end_date', body.end_date, run?.end_date, profile)
  return {
    ...references,
    ...(start_date !== undefined && { start_date }),
    ...(end_date !== undefined && { end_date }),
    ...(labelIds && { label_ids: JSON.stringify(labelIds) }),
    ...(environment_ids && { environment_ids: JSON.stringify(environment_ids) }),
  }
}

async function refuseTakenTitle(
  store: Store,
  projectId: string,
  title: string,
  profile: Profile,
  own?: TestRunRow,
): Promise<void> {
  const other = await findRunByTitle(store, projectId, title)
  if (other && other.id !== own?.id) throw profile.titleTaken(title, other)
}

function refuseReopening({ status, human_id }: TestRunRow, wanted: TestRunState = status): void {
  if (status !== 'CLOSED' || wanted === 'CLOSED') return
  throw unprocessable(`status: test run ${human_id} is closed and cannot be opened again, got "${wanted}"`)
}
