import { field, integer, list, name, object, optional } from '../contract/fields.ts'
import type { Session } from '../session.ts'
import { findPlan, findProject, titleOf } from '../world/find.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

export const findRuns = defineTool({
  name: 'find_runs',
  title: 'Find test runs',
  description: 'Lists test runs, by text in the title, status, or plan.',
  sets: ['read'],
  operations: ['listTestRuns', 'listTestPlans', 'getTestPlan', 'listTestPlanRuns'],
  input: {
    project: inputs.project,
    text: optional(name()),
    status: optional(field('TestRun', 'status')),
    plan: optional(name('Human ID (DEMO-P-1) or title')),
    limit: inputs.limit,
    from: inputs.from,
  },
  output: {
    total: integer(),
    runs: list(
      object({
        human_id: optional(field('TestRun', 'human_id')),
        title: field('TestRun', 'title'),
        status: field('TestRun', 'status'),
        cases: optional(integer()),
      }),
    ),
  },
  async run({ project, text: search, status, plan, limit = 50, from = 0 }, session) {
    const { tms, options } = session
    const found = plan === undefined ? undefined : await findPlan(session, plan, project)
    const { id: project_id } = found?.project ?? (await findProject(session, project))
    const all = await (await tms.testRuns.list({ project_id, page_size: 100 }, options)).all({ limit: 10_000 })
    const ofPlan = found && (await runsOfPlan(session, project_id, found.entity.id))
    // Filters here, because no source describes the API's own filters.
    const wanted = all.filter(
      (run) =>
        (status === undefined || run.status === status) &&
        (search === undefined || titleOf(run).toLowerCase().includes(search.toLowerCase())) &&
        (ofPlan === undefined || ofPlan.has(run.id)),
    )
    const runs = wanted.slice(from, from + limit).map((run) => ({
      ...(run.human_id && { human_id: run.human_id }),
      title: titleOf(run),
      status: run.status,
      ...(run.test_cases_count !== undefined && { cases: run.test_cases_count }),
    }))
    return {
      data: { total: wanted.length, runs },
      list: { name: 'runs', from, total: wanted.length, tool: 'find_runs' },
    }
  },
})

async function runsOfPlan({ tms, options }: Session, project_id: string, test_plan_id: string): Promise<Set<string>> {
  const runs = await (await tms.testPlans.listRuns({ project_id, test_plan_id }, options)).all({ limit: 10_000 })
  return new Set(runs.map(({ id }) => id))
}
