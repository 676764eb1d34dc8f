import { counts, field, integer, list, name, object, optional, text } from '../contract/fields.ts'
import { countResults, isCalled, readEntries } from '../world/entries.ts'
import { findRun, titleOf } from '../world/find.ts'
import { findUser } from '../world/people.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

export const readRun = defineTool({
  name: 'read_run',
  title: 'Read a test run',
  description:
    'Counts the results of a test run, and lists its cases: all, or those with a result (such as Failed) or assignee.',
  sets: ['read'],
  operations: ['listTestRuns', 'getTestRun', 'listTestRunCases', 'listTestCases', 'getTestCase', 'listTestRunStatuses'],
  input: {
    run: inputs.run,
    project: inputs.project,
    result: optional(name()),
    assignee: inputs.user,
    limit: inputs.limit,
    from: inputs.from,
  },
  output: {
    human_id: optional(field('TestRun', 'human_id')),
    title: field('TestRun', 'title'),
    status: field('TestRun', 'status'),
    results: counts(),
    total: integer(),
    cases: list(
      object({
        case: text(),
        title: text(),
        result: text(),
        assignee: optional(text()),
        note: optional(text()),
      }),
    ),
  },
  async run({ run: reference, project, result, assignee, limit = 100, from = 0 }, session) {
    const { project: owner, entity } = await findRun(session, reference, project)
    if (result !== undefined) await session.names.resolver.testRunStatus(result)
    const email = assignee === undefined ? undefined : (await findUser(session, assignee)).email
    const entries = await readEntries(session, entity, owner.id)
    const wanted = entries.filter(
      (entry) =>
        (result === undefined || isCalled(entry.result, result)) && (email === undefined || entry.assignee === email),
    )
    const cases = wanted.slice(from, from + limit).map(({ test_case_id: _, ...words }) => words)
    return {
      data: {
        ...(entity.human_id && { human_id: entity.human_id }),
        title: titleOf(entity),
        status: entity.status,
        results: countResults(entries),
        total: wanted.length,
        cases,
      },
      list: { name: 'cases', from, total: wanted.length, tool: 'read_run' },
      wholeTexts: 'Narrow it with result or assignee to see longer notes.',
    }
  },
})
