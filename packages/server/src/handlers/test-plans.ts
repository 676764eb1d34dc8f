import type { CreateTestPlanRequest, TestPlan, TestPlanRun, UpdateTestPlanRequest } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { toSeconds } from '../profiles/timestamps.ts'
import { insert, remove, update } from '../store/entities.ts'
import { nextHumanId } from '../store/in-project.ts'
import type { Store, TestPlanRow, TestRunRow } from '../store/schema.ts'
import { matchTestPlans, selectTestPlans } from '../store/test-plans.ts'
import { countOutcomes, type RunOutcome, selectTestRuns } from '../store/test-runs.ts'
import { transact } from '../store/transact.ts'
import { oneOf } from './aliases.ts'
import { requireInProject, requireProject } from './find.ts'
import type { Handler } from './handler.ts'
import { changedMoment } from './moments.ts'
import { readPage } from './paging.ts'
import { dropReadOnly } from './read-only.ts'
import { resolveLabels } from './references.ts'
import { checkSearch } from './search.ts'

export const listTestPlans: Handler<'listTestPlans'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const { name__NEQ, title__CONTAINS, ...page } = query
  checkSearch({ name__NEQ, title__CONTAINS })
  const project = await requireProject(store, params.project_id)
  const match = matchTestPlans({ name__NEQ, title__CONTAINS })
  const list = { rows: selectTestPlans(store, project.id), table: 'test_plans', match } as const
  const { rows, page_info } = await readPage(list, page, call)
  const test_plans = await profile.listedTestPlans(store, rows)
  return { status: 200, body: { message: '', data: { test_plans }, page_info } }
}

export const getTestPlan: Handler<'getTestPlan'> = async ({ params, store, profile }) => {
  const plan = await requireInProject(store, 'test_plans', params.project_id, params.test_plan_id)
  return { status: 200, body: { message: '', data: { test_plan: await profile.testPlan(store, plan) } } }
}

export const createTestPlan: Handler<'createTestPlan'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    const { start_date = null, end_date = null, label_ids = '[]' } = await fieldsOf(transaction, body, profile)
    const plan = await insert(transaction, 'test_plans', {
      project_id: project.id,
      human_id: await nextHumanId(transaction, project, 'test_plans'),
      title: body.title,
      description: body.description ?? '',
      status: 'ACTIVE',
      completed_at: null,
      start_date,
      end_date,
      label_ids,
    })
    return { status: 200, body: { message: '', data: { test_plan: await profile.createdTestPlan(transaction, plan) } } }
  })

export const updateTestPlan: Handler<'updateTestPlan'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const plan = await requireInProject(transaction, 'test_plans', params.project_id, params.test_plan_id)
    const changes = await dropReadOnly('updateTestPlan', body, () => viewsOf(transaction, plan, profile))
    const { description, status = plan.status } = changes
    const title = oneOf('', { title: changes.title, name: changes.name }, plan.title)
    const completed_at = status === 'COMPLETED' ? (plan.completed_at ?? Date.now()) : null
    const fields = await fieldsOf(transaction, changes, profile, plan)
    const changed = await update(transaction, 'test_plans', plan, {
      title,
      description,
      status,
      completed_at,
      ...fields,
    })
    return {
      status: 200,
      body: { message: '', data: { test_plan: await profile.updatedTestPlan(transaction, changed) } },
    }
  })

export const completeTestPlan: Handler<'completeTestPlan'> = ({ params, store, profile }) =>
  transact(store, async (transaction) => {
    const plan = await requireInProject(transaction, 'test_plans', params.project_id, params.test_plan_id)
    const completed_at = plan.completed_at ?? Date.now()
    // A plan that is already completed is not changed.
    if (plan.completed_at === null) await update(transaction, 'test_plans', plan, { status: 'COMPLETED', completed_at })
    const test_plan = { id: plan.id, status: 'COMPLETED' as const, completed_at: profile.timestamp(completed_at) }
    return { status: 200, body: { status: 'success', message: 'Plan completed.', data: { test_plan } } }
  })

export const deleteTestPlan: Handler<'deleteTestPlan'> = ({ params, store }) =>
  transact(store, async (transaction) => {
    const plan = await requireInProject(transaction, 'test_plans', params.project_id, params.test_plan_id)
    await remove(transaction, 'test_plans', plan.id)
    return { status: 200, body: { message: 'Test plan deleted.' } }
  })

export const listTestPlanRuns: Handler<'listTestPlanRuns'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const plan = await requireInProject(store, 'test_plans', params.project_id, params.test_plan_id)
  const runs = selectTestRuns(store, plan.project_id, { test_plan_id: plan.id })
  const { rows, page_info } = await readPage({ rows: runs, table: 'test_runs' }, query, call)
  const ids = rows.map(({ id }) => id)
  const outcomes = new Map((await countOutcomes(store, ids)).map((outcome) => [outcome.test_run_id, outcome]))
  const test_runs = rows.map((row) => toTestPlanRun(row, outcomes.get(row.id), profile))
  return { status: 200, body: { message: '', data: { test_runs }, page_info } }
}

/** All representations that a client may have read. */
async function viewsOf(store: Store, plan: TestPlanRow, profile: Profile): Promise<TestPlan[]> {
  const views = [
    profile.testPlan(store, plan),
    profile.createdTestPlan(store, plan),
    profile.updatedTestPlan(store, plan),
  ]
  const project_id = plan.project_id
  const shown = [...(await Promise.all(views)), ...(await profile.listedTestPlans(store, [plan]))]
  // Clients also send the project in the body.
  return shown.map((view) => ({ project_id, ...view }))
}

async function fieldsOf(
  store: Store,
  body: CreateTestPlanRequest | UpdateTestPlanRequest,
  profile: Profile,
  plan?: TestPlanRow,
) {
  const labelIds = await resolveLabels(store, 'label_ids', body.label_ids, 'id')
  return {
    start_date: changedMoment('start_date', body.start_date, plan?.start_date, profile),
    end_date: changedMoment('end_date', body.end_date, plan?.end_date, profile),
    label_ids: labelIds && JSON.stringify(labelIds),
  }
}

/**
 * No source documents start and end of a run. They are its creation, and the last change of the run or of its results.
 */
function toTestPlanRun(
  run: TestRunRow,
  outcome: RunOutcome | undefined,
  { timestamp, stateOfRun }: Profile,
): TestPlanRun {
  const { id, created_at, updated_at, closed_at } = run
  const { total = 0, passed = 0, failed = 0, changed_at = 0 } = outcome ?? {}
  const ended = closed_at ?? Math.max(updated_at, changed_at)
  return {
    id,
    status: stateOfRun(run),
    started_at: timestamp(created_at),
    ended_at: timestamp(ended),
    // In seconds in every profile, as the contract says.
    duration: toSeconds(ended) - toSeconds(created_at),
    results: { total, passed, failed },
  }
}
