import type { TestRunCaseResultInput } from '@testsigma-tms/types'
import { notFound, unprocessable } from '../http/errors.ts'
import type { UploadedFile } from '../http/forms.ts'
import type { Profile } from '../profiles/profile.ts'
import { insert, update } from '../store/entities.ts'
import { findLookupValue } from '../store/lookups.ts'
import type { Store, TestRunCaseRow, TestRunRow } from '../store/schema.ts'
import { assignUser, findTestRunCase, selectEntries } from '../store/test-run-cases.ts'
import { findUser } from '../store/users.ts'
import { requireInProject } from './find.ts'
import type { Handler } from './handler.ts'
import { readPage } from './paging.ts'
import { refuse, wrong } from './references.ts'

export const listTestRunCases: Handler<'listTestRunCases'> = async ({ params, query, ...call }) => {
  const { store, profile } = call
  const run = await requireInProject(store, 'test_runs', params.project_id, params.test_run_id)
  const { rows, page_info } = await readPage(
    { rows: selectEntries(store, run.id), table: 'test_run_cases' },
    query,
    call,
  )
  return { status: 200, body: { message: '', data: await profile.testRunCases(store, rows), page_info } }
}

export const assignTestRunCaseUser: Handler<'assignTestRunCaseUser'> = ({ params, body, store, profile }) =>
  store.transaction().execute(async (transaction) => {
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
  store.transaction().execute(async (transaction) => {
    const run = await requireInProject(transaction, 'test_runs', params.project_id, params.test_run_id)
    requireOpen(run)
    const results = await readResults(transaction, run, body.test_run_cases)
    const attachments = readAttachments(files, results)
    const stored = await Promise.all(results.map((result) => record(transaction, result, profile)))
    for (const { result, file } of attachments) await attach(transaction, result.entry, file)
    return { status: 200, body: { message: 'Results recorded.', data: { test_run_cases: stored } } }
  })

interface Result {
  entry: TestRunCaseRow
  status_id: string
  user_id: string
  description: string | undefined
}

/** Refuses the whole batch if one of its entries is wrong. */
async function readResults(store: Store, run: TestRunRow, inputs: TestRunCaseResultInput[]): Promise<Result[]> {
  const failures: string[] = []
  const results: Result[] = []
  for (const [index, input] of inputs.entries()) {
    const field = `test_run_cases.${index}`
    const entry = await findTestRunCase(store, run.id, input.test_case_id)
    const status = await findLookupValue(store, 'run_statuses', input.test_run_status_id)
    const user = await findUser(store, input.user_id)
    const isTwice = results.some((result) => result.entry.id === entry?.id)
    const inRun = `the ID of a test case of test run ${run.human_id}`
    if (!entry) failures.push(wrong(`${field}.test_case_id`, inRun, input.test_case_id))
    if (isTwice) failures.push(`${field}.test_case_id: must not be given twice, got "${input.test_case_id}"`)
    if (!status)
      failures.push(wrong(`${field}.test_run_status_id`, 'the ID of a test run status', input.test_run_status_id))
    if (!user) failures.push(wrong(`${field}.user_id`, 'the ID of a user', input.user_id))
    if (entry && status && user) {
      results.push({ entry, status_id: status.id, user_id: user.id, description: input.description })
    }
  }
  refuse(failures)
  return results
}

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

async function attach(store: Store, entry: TestRunCaseRow, { name, type, bytes }: UploadedFile): Promise<void> {
  await insert(store, 'attachments', {
    test_run_case_id: entry.id,
    file_name: name,
    content_type: type,
    size: bytes.length,
    content: bytes.toString('base64'),
  })
}

export function requireOpen({ status, human_id }: TestRunRow): void {
  if (status === 'CLOSED') throw unprocessable(`status: test run ${human_id} is closed, so its results are final`)
}
