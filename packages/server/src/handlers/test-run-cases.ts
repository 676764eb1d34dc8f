import type { TestRunCaseResult } from '@testsigma-tms/types'
import { notFound, unprocessable } from '../http/errors.ts'
import type { UploadedFile } from '../http/forms/uploaded-file.ts'
import type { Profile } from '../profiles/profile.ts'
import { attachFile } from '../store/attachments.ts'
import { update } from '../store/entities.ts'
import { createPause } from '../store/pause.ts'
import type { Store, TestRunCaseRow, TestRunRow } from '../store/schema.ts'
import { assignUser, findTestRunCase, selectEntries } from '../store/test-run-cases.ts'
import { transact } from '../store/transact.ts'
import { findUser } from '../store/users.ts'
import { requireInProject } from './find.ts'
import type { Handler } from './handler.ts'
import { readPage } from './paging.ts'
import { type Result, readResults } from './results.ts'

export const listTestRunCases: Handler<'listTestRunCases'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const run = await requireInProject(store, 'test_runs', params.project_id, params.test_run_id)
  const list = {
    rows: selectEntries(store, run.id),
    table: 'test_run_cases',
    sizesOf: (entries: TestRunCaseRow[]) => profile.sizesOfEntries(store, entries),
  } as const
  const { rows, page_info } = await readPage(list, query, call)
  return { status: 200, body: { message: '', data: await profile.testRunCases(store, rows), page_info } }
}

export const assignTestRunCaseUser: Handler<'assignTestRunCaseUser'> = ({ params, body, store, profile }) =>
  transact(store, async (transaction) => {
    const run = await requireInProject(transaction, 'test_runs', params.project_id, params.test_run_id)
    const entry = await findTestRunCase(transaction, run.id, body.test_case_id)
    if (!entry) throw notFound('test case', body.test_case_id, ` in test run ${run.human_id}`)
    const user = await findUser(transaction, body.user_id)
    if (!user) throw notFound('user', body.user_id)
    requireOpen(run)

    const { test_case_id, updated_at } = await assignUser(transaction, entry, user.id)
    const test_run_case = { test_case_id, user_id: user.id, updated_at: profile.timestamp(updated_at) }
    return { status: 200, body: { message: 'User assigned successfully.', data: { test_run_case } } }
  })

export const updateTestRunCases: Handler<'updateTestRunCases'> = ({ params, body, files, store, profile }) =>
  transact(store, async (transaction) => {
    const run = await requireInProject(transaction, 'test_runs', params.project_id, params.test_run_id)
    requireOpen(run)
    const results = await readResults(transaction, run, body.test_run_cases)
    const attachments = readAttachments(files, results)
    const pause = createPause()
    const stored: TestRunCaseResult[] = []
    for (const result of results) {
      stored.push(await record(transaction, result, profile))
      await pause()
    }
    for (const { result, file } of attachments) await attachFile(transaction, result.entry.id, file)
    return { status: 200, body: { message: 'Results recorded.', data: { test_run_cases: stored } } }
  })

function readAttachments(files: Map<string, UploadedFile>, results: Result[]) {
  return [...files].map(([part, file]) => {
    const index = Number(part.split('_')[1])
    const result = results[index]
    if (!result) throw unprocessable(`${part}: must be for one of the ${results.length} entries, counted from 0`)
    return { result, file }
  })
}

async function record(store: Store, { entry, status_id, user_id, description }: Result, { timestamp }: Profile) {
  const { test_case_id, updated_at } = await update(store, 'test_run_cases', entry, { status_id, user_id, description })
  return { test_case_id, test_run_status_id: status_id, user_id, updated_at: timestamp(updated_at) }
}

export function requireOpen({ status, human_id }: TestRunRow): void {
  if (status === 'CLOSED') throw unprocessable(`status: test run ${human_id} is closed, so its results are final`)
}
