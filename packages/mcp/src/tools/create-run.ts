import { IndeterminateWriteError, type TestRun } from '@testsigma-tms/client'
import { field, integer, list, name, optional } from '../contract/fields.ts'
import { readBack } from '../output/failure.ts'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { findPlan, findProject, titleOf } from '../world/find.ts'
import { findUser } from '../world/people.ts'
import { selectCases } from '../world/selection.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

export const createRun = defineTool({
  name: 'create_run',
  title: 'Create a test run',
  description:
    'Creates a test run of the listed cases, and of those in a folder (with those inside) or with a text in the title.',
  sets: ['run'],
  operations: [
    'createTestRun',
    'getTestRun',
    'listTestRuns',
    'listTestRunCases',
    'listTestCases',
    'getTestCase',
    'listTestPlans',
    'getTestPlan',
  ],
  input: {
    title: field('CreateTestRunRequest', 'title', 'Unique in the project'),
    project: inputs.project,
    cases: optional(list(name(), { maxItems: 1_000 })),
    folder: optional(name()),
    text: optional(name()),
    description: optional(field('CreateTestRunRequest', 'description')),
    plan: optional(name('Human ID (DEMO-P-1) or title')),
    assignee: inputs.user,
    labels: optional(field('CreateTestRunRequest', 'label_names')),
  },
  output: {
    human_id: optional(field('TestRun', 'human_id')),
    title: field('TestRun', 'title'),
    status: field('TestRun', 'status'),
    cases: integer(),
  },
  async run({ title, project, plan, assignee, description, labels, ...selection }, session) {
    const { id: project_id } = await findProject(session, project)
    const ids = await selectCases(session, project_id, selection)
    if (ids.length === 0) throw new ToolError('Give cases, folder or text; so far no test case is selected.')
    const run = await create(session, {
      project_id,
      title,
      selection_type: 'STATIC',
      static_selection_filters: [{ field: 'id', operator: 'IN', values: ids }],
      ...(description !== undefined && { description }),
      ...(labels && { label_names: labels }),
      ...(plan !== undefined && { test_plan_id: (await findPlan(session, plan, project_id)).entity.id }),
      ...(assignee !== undefined && { assignee_id: (await findUser(session, assignee)).id }),
    })
    const { entity, cases } = await readBack(`The run "${title}" was created (${run.human_id ?? run.id}).`, () =>
      readRun(session, project_id, run.id),
    )
    const missing = ids.length - cases
    return {
      data: {
        ...(entity.human_id && { human_id: entity.human_id }),
        title: titleOf(entity),
        status: entity.status,
        cases,
      },
      did:
        `Created the run ${entity.human_id ?? entity.id}; reading it back shows ${cases} of ${ids.length} cases.` +
        (missing > 0 ? ' The API may need a few seconds for the others: look again with read_run.' : ''),
    }
  },
})

type NewRun = Parameters<Session['tms']['testRuns']['create']>[0]

/** Titles are unique, so the outcome of an indeterminate creation can be looked up. */
async function create({ tms, options }: Session, run: NewRun): Promise<TestRun> {
  try {
    return await tms.testRuns.create(run, options)
  } catch (error) {
    if (!(error instanceof IndeterminateWriteError)) throw error
    for await (const each of tms.testRuns.list({ project_id: run.project_id, page_size: 100 }, options)) {
      if (titleOf(each) === run.title) return each
    }
    throw error
  }
}

async function readRun({ tms, options }: Session, project_id: string, test_run_id: string) {
  const entity = await tms.testRuns.get({ project_id, test_run_id }, options)
  let cases = 0
  for await (const _ of tms.testRuns.listCases({ project_id, test_run_id, page_size: 100 }, options)) cases += 1
  return { entity, cases }
}
