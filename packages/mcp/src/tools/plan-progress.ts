import type { TestPlan } from '@testsigma-tms/client'
import { field, integer, list, name, object, optional, text } from '../contract/fields.ts'
import type { Session } from '../session.ts'
import { findPlan, findProject, titleOf } from '../world/find.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

/** Plans per result, because each plan needs a request. */
const plansAtOnce = 20

export const planProgress = defineTool({
  name: 'plan_progress',
  title: 'Progress of test plans',
  description: 'Shows test plans, or one of them, with the runs of each and how many of their cases passed and failed.',
  sets: ['read'],
  operations: ['listTestPlans', 'getTestPlan', 'listTestPlanRuns', 'listTestRuns'],
  input: {
    project: inputs.project,
    plan: optional(name('Human ID (DEMO-P-1) or title')),
    status: optional(field('TestPlan', 'status')),
    from: inputs.from,
  },
  output: {
    total: integer(),
    plans: list(
      object({
        human_id: field('TestPlan', 'human_id'),
        title: field('TestPlan', 'title'),
        status: field('TestPlan', 'status'),
        runs: list(
          object({
            title: text(),
            status: field('TestPlanRun', 'status'),
            total: field('TestPlanRunResults', 'total'),
            passed: field('TestPlanRunResults', 'passed'),
            failed: field('TestPlanRunResults', 'failed'),
          }),
        ),
      }),
    ),
  },
  async run({ project, plan, status, from = 0 }, session) {
    const { tms, options } = session
    const found = plan === undefined ? undefined : await findPlan(session, plan, project)
    const { id: project_id } = found?.project ?? (await findProject(session, project))
    const all = found
      ? [found.entity]
      : await (await tms.testPlans.list({ project_id, page_size: 100 }, options)).all({ limit: 10_000 })
    const wanted = all.filter((each) => status === undefined || each.status === status)
    const titles = await runTitles(session, project_id)
    const plans = []
    for (const each of wanted.slice(from, from + plansAtOnce))
      plans.push(await describe(session, project_id, each, titles))
    return {
      data: { total: wanted.length, plans },
      list: { name: 'plans', from, total: wanted.length, tool: 'plan_progress' },
    }
  },
})

async function runTitles({ tms, options }: Session, project_id: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for await (const run of tms.testRuns.list({ project_id, page_size: 100 }, options)) {
    titles.set(run.id, [run.human_id, titleOf(run)].filter(Boolean).join(' '))
  }
  return titles
}

async function describe(
  { tms, options }: Session,
  project_id: string,
  plan: TestPlan,
  titles: ReadonlyMap<string, string>,
) {
  const runs = await (await tms.testPlans.listRuns({ project_id, test_plan_id: plan.id }, options)).all({ limit: 100 })
  return {
    human_id: plan.human_id,
    title: titleOf(plan),
    status: plan.status,
    runs: runs.map(({ id, status, results: { total, passed, failed } }) => ({
      title: titles.get(id) ?? id,
      status,
      total,
      passed,
      failed,
    })),
  }
}
