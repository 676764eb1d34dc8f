import { integer, list, name, object, optional, text } from '../contract/fields.ts'
import { describeFailure, readBack } from '../output/failure.ts'
import { ToolError } from '../output/tool-error.ts'
import { readEntries } from '../world/entries.ts'
import { findRun } from '../world/find.ts'
import { findUser } from '../world/people.ts'
import { idsOf } from '../world/selection.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

/** Each assignment is a request, and the API allows ten per second. */
const mostAtOnce = 100

export const assignCases = defineTool({
  name: 'assign_cases',
  title: 'Assign cases of a run',
  description:
    'Assigns cases of a run to a user, replacing the assignee. Returns the assignees read back from the run.',
  sets: ['run'],
  operations: [
    'assignTestRunCaseUser',
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
    user: name('E-mail or name'),
    cases: list(name(), { minItems: 1, maxItems: mostAtOnce }),
  },
  output: {
    assigned: integer(),
    cases: list(object({ case: text(), assignee: optional(text()), problem: optional(text()) })),
  },
  async run({ run: reference, project, user, cases }, session) {
    const { project: owner, entity } = await findRun(session, reference, project)
    const { id: user_id, email } = await findUser(session, user)
    const ids = await idsOf(session, owner.id, cases)
    const problems = new Map<string, string>()
    let done = 0
    for (const [name, test_case_id] of ids) {
      const params = { project_id: owner.id, test_run_id: entity.id, user_id, test_case_id }
      try {
        await session.tms.testRuns.assignUser(params, session.options)
      } catch (error) {
        problems.set(name, describeFailure(error))
      }
      done += 1
      session.step(`Assigned ${done - problems.size} of ${ids.size} cases`)
    }
    if (problems.size === ids.size) throw new ToolError(`No case was assigned. ${[...problems.values()][0]}`)
    const accepted = `The API accepted ${ids.size - problems.size} of ${ids.size} assignments.`
    const entries = await readBack(accepted, () => readEntries(session, entity, owner.id))
    const rows = [...ids].map(([name, id]) => {
      const assignee = entries.find(({ test_case_id }) => test_case_id === id)?.assignee
      const problem = problems.get(name)
      return { case: name, ...(assignee && { assignee }), ...(problem && { problem }) }
    })
    const assigned = rows.filter(({ assignee }) => assignee === email).length
    return {
      data: { assigned, cases: rows },
      did: `Of ${rows.length} cases, reading the run back shows ${assigned} with ${email}.`,
      list: { name: 'cases', from: 0, total: rows.length, tool: 'read_run' },
    }
  },
})
