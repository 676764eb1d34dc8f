import { decodeReport, ReportError } from '@testsigma-tms/junit'
import { unprocessable } from '../http/errors.ts'
import type { UploadedFile } from '../http/forms/uploaded-file.ts'
import { runImport } from '../junit/run-import.ts'
import { insert } from '../store/entities.ts'
import { transact } from '../store/transact.ts'
import { requireInProject } from './find.ts'
import type { Handler } from './handler.ts'
import { requireOpen } from './test-run-cases.ts'

const largestReport = 10 * 2 ** 20

export const importJunitReport: Handler<'importJunitReport'> = async (call) => {
  const { params, files, store, background, profile } = call
  const { run, row } = await transact(store, async (transaction) => {
    const run = await requireInProject(transaction, 'test_runs', params.project_id, params.test_run_id)
    requireOpen(run)
    const row = await insert(transaction, 'junit_imports', {
      project_id: run.project_id,
      test_run_id: run.id,
      status: 'pending',
      report: readReport(files.get('junit_xml')),
      imported_count: 0,
      failed_count: 0,
      errors: '[]',
    })
    return { run, row }
  })
  background.start((closing) => runImport(store, row.id, closing), row.id)
  const { id, status, created_at } = row
  const response = { id, status, test_run_id: run.human_id, created_at: profile.timestamp(created_at) }
  return { status: 200, body: { message: 'Report received.', data: { import: response } } }
}

export const getJunitImportStatus: Handler<'getJunitImportStatus'> = async ({ params, store }) => {
  const row = await requireInProject(store, 'junit_imports', params.project_id, params.import_id)
  const { status, imported_count, failed_count } = row
  const details = { imported_count, failed_count, errors: JSON.parse(row.errors) as string[] }
  return { status: 200, body: { message: '', data: { import: { status, details } } } }
}

function readReport(file: UploadedFile | undefined): string {
  const size = file?.size ?? 0
  if (size > largestReport) throw unprocessable(`junit_xml: must be 10 MiB or less, got ${size} bytes`)
  try {
    // PostgreSQL cannot store U+0000, and XML forbids it.
    return decodeReport(file?.bytes() ?? Buffer.alloc(0)).replaceAll('\u0000', '\ufffd')
  } catch (error) {
    throw error instanceof ReportError ? unprocessable(`junit_xml: ${error.message}`) : error
  }
}
