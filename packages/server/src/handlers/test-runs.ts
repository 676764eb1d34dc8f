import { notFound } from '../errors.ts'
import { findProject } from '../store/projects.ts'
import { assignUser, findTestRun, findTestRunCase } from '../store/test-runs.ts'
import { findUser } from '../store/users.ts'
import { toTimestamp } from '../timestamps.ts'
import type { Handler } from './handler.ts'

export const assignTestRunCaseUser: Handler<'assignTestRunCaseUser'> = ({ params, body, store }) =>
  store.transaction().execute(async (transaction) => {
    const project = await findProject(transaction, params.project_id)
    if (!project) throw notFound('project', params.project_id)
    const run = await findTestRun(transaction, project.id, params.test_run_id)
    if (!run) throw notFound('test run', params.test_run_id)
    const entry = await findTestRunCase(transaction, run.id, body.test_case_id)
    if (!entry) throw notFound('test case', body.test_case_id, ` in test run ${run.human_id}`)
    const user = await findUser(transaction, body.user_id)
    if (!user) throw notFound('user', body.user_id)

    const updated_at = Date.now()
    await assignUser(transaction, entry.id, user.id, updated_at)
    const test_run_case = { test_case_id: entry.test_case_id, user_id: user.id, updated_at: toTimestamp(updated_at) }
    return { status: 200, body: { message: 'User assigned successfully.', data: { test_run_case } } }
  })
