import { closeRun as close } from '@testsigma-tms/client/helpers'
import { counts, field, optional } from '../contract/fields.ts'
import { readBack } from '../output/failure.ts'
import { countResults, readEntries } from '../world/entries.ts'
import { findRun, titleOf } from '../world/find.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

export const closeRun = defineTool({
  name: 'close_run',
  title: 'Close a test run',
  description:
    'Closes a test run permanently, after a person confirms. A closed run accepts no results and cannot be reopened.',
  sets: ['run'],
  operations: [
    'updateTestRun',
    'getTestRun',
    'listTestRuns',
    'listTestRunCases',
    'listTestCases',
    'getTestCase',
    'listTestRunStatuses',
  ],
  input: { run: inputs.run, project: inputs.project, confirm: inputs.confirm },
  output: {
    human_id: optional(field('TestRun', 'human_id')),
    title: field('TestRun', 'title'),
    status: field('TestRun', 'status'),
    results: counts(),
  },
  async run({ run: reference, project, confirm }, session) {
    const { tms, options } = session
    const { project: owner, entity } = await findRun(session, reference, project)
    const target = { project_id: owner.id, test_run_id: entity.id }
    const results = countResults(await readEntries(session, entity, owner.id))
    const shown = Object.entries(results).map(([name, count]) => `${count} ${name}`)
    await session.confirm({
      text: `Close the run "${titleOf(entity)}" (${shown.join(', ') || 'no cases'})? It cannot be reopened.`,
      phrase: titleOf(entity),
      given: confirm,
    })
    await close(tms, target, options)
    const closed = await readBack('The API accepted the change.', () => tms.testRuns.get(target, options))
    const { human_id, status } = closed
    return {
      data: { ...(human_id && { human_id }), title: titleOf(closed), status, results },
      did:
        status === 'CLOSED'
          ? 'Closed. Reading the run back confirms it.'
          : `The API accepted it, but reading the run back shows the status ${status}.`,
    }
  },
})
