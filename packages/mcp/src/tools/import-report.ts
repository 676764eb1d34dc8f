import { TimeoutError } from '@testsigma-tms/client'
import { importJunit } from '@testsigma-tms/client/helpers'
import { counts, field, list, optional, text } from '../contract/fields.ts'
import { readBack } from '../output/failure.ts'
import { ToolError } from '../output/tool-error.ts'
import { countResults, readEntries } from '../world/entries.ts'
import { findRun, titleOf } from '../world/find.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

/** Longest wait for the import, in milliseconds; assistants do not wait longer for one tool. */
const patience = 45_000

export const importReport = defineTool({
  name: 'import_report',
  title: 'Import a JUnit report',
  description:
    'Uploads a JUnit XML report into a run and waits until it is imported. Returns the counts of the run afterwards.',
  sets: ['run'],
  operations: [
    'importJunitReport',
    'getJunitImportStatus',
    'listTestRunCases',
    'listTestRuns',
    'getTestRun',
    'listTestCases',
    'getTestCase',
    'listTestRunStatuses',
  ],
  input: {
    run: inputs.run,
    project: inputs.project,
    path: optional(text('A file the server may read')),
    xml: optional(text('The report itself')),
  },
  output: {
    status: field('JunitImportProgress', 'status'),
    imported_count: field('JunitImportDetails', 'imported_count'),
    failed_count: field('JunitImportDetails', 'failed_count'),
    errors: list(text()),
    results: counts(),
  },
  async run({ run: reference, project, path, xml }, session) {
    if ((path === undefined) === (xml === undefined)) throw new ToolError('Give either path or xml, not both.')
    const { project: owner, entity } = await findRun(session, reference, project)
    const junit_xml =
      path === undefined ? new File([String(xml)], 'report.xml') : await session.settings.files.read(path)
    const params = { project_id: owner.id, test_run_id: entity.id, junit_xml }
    const report = importJunit(session.tms, params, session.options)
    const { id } = await report.started
    session.step('Uploaded the report; waiting for its import')
    const { status, details } = await untilEnded(
      report.wait({ ...session.options, deadline: patience, interval: 500 }),
      id,
    )
    const { imported_count, failed_count, errors } = details
    const texts = errors.map((error) => (typeof error === 'string' ? error : JSON.stringify(error)))
    const did = `The import into ${entity.human_id ?? titleOf(entity)} has the status ${status}. Tests imported: ${imported_count}; tests without a test case: ${failed_count}.`
    const entries = await readBack(did, () => readEntries(session, entity, owner.id))
    return {
      data: {
        status,
        imported_count,
        failed_count,
        errors: texts,
        results: countResults(entries),
      },
      failed: imported_count === 0,
      did,
      list: { name: 'errors', from: 0, total: texts.length, tool: 'read_run' },
    }
  },
})

async function untilEnded<T>(ending: Promise<T>, id: string): Promise<T> {
  try {
    return await ending
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error
    throw new ToolError(
      `The report is uploaded and not imported yet. Ask api_get for getJunitImportStatus with import_id ${id}.`,
    )
  }
}
