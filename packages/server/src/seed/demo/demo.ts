import type { TestPlanStatus, TestRunState } from '@testsigma-tms/types'
import { insertRows } from '../../store/entities.ts'
import type { Database, Store } from '../../store/schema.ts'
import { insertDemoAccount } from './account.ts'
import { entityOf, inDemoProject } from './entity.ts'
import { exampleIds, examples } from './examples.ts'
import { insertDemoTestCases } from './test-cases.ts'

/** The contract's example of an assignment, with path IDs that exist in the demo data. */
export const demoAssignment = {
  params: { project_id: exampleIds.project, test_run_id: exampleIds.run },
  body: examples.assignment,
}

/** Not the title in the contract's example of creating a run, which must succeed. */
const runTitle = 'Patient portal 2.3, regression'

/** Inserts the data of the contract's examples: two projects, one of them with entities of every kind. */
export async function insertDemoData(store: Store): Promise<void> {
  await insertDemoAccount(store)
  await insertRows(
    store,
    'projects',
    examples.projects.map((project) => ({ ...project, ...entityOf(project) })),
  )
  await insertDemoTestCases(store)
  await insertRows(store, 'test_plans', examples.plans.map(toPlanRow))
  await insertRows(store, 'test_runs', examples.runs.map(toRunRow))
  await insertRows(store, 'test_run_cases', examples.entries.documented.value.data.test_cases.map(toEntryRow))
  await insertImport(store)
  await insertCounters(store)
}

function toPlanRow(plan: (typeof examples.plans)[number]): Database['test_plans'] {
  const isDetailed = plan.id === examples.plan.id
  const isCompleted = plan.status === 'COMPLETED'
  return {
    ...entityOf(plan),
    ...inDemoProject,
    human_id: plan.human_id,
    title: plan.name,
    description: plan.description,
    status: plan.status as TestPlanStatus,
    label_ids: JSON.stringify(isDetailed ? examples.planLabels : []),
    start_date: isDetailed ? examples.plan.start_date * 1000 : null,
    end_date: isDetailed ? examples.plan.end_date * 1000 : null,
    completed_at: isCompleted ? plan.updated_at * 1000 : null,
  }
}

function toRunRow(run: (typeof examples.runs)[number], index: number): Database['test_runs'] {
  const { description, assignee_id, label_names, start_date, end_date, static_selection_filters } = examples.run
  const isExample = run.id === exampleIds.run
  const labels = examples.labels.filter(({ name }) => label_names.includes(name))
  return {
    ...entityOf(run),
    ...inDemoProject,
    human_id: exampleIds.runHumanId.replace(/\d+$/, String(index + 1)),
    title: isExample ? runTitle : run.name,
    description: isExample ? description : '',
    status: run.status as TestRunState,
    selection_type: isExample ? 'STATIC' : 'DYNAMIC',
    selection_filters: JSON.stringify(isExample ? static_selection_filters : []),
    excluded_test_case_ids: '[]',
    label_ids: JSON.stringify(isExample ? labels.map(({ id }) => id) : []),
    environment_ids: '[]',
    start_date: isExample ? start_date * 1000 : null,
    end_date: isExample ? end_date * 1000 : null,
    closed_at: null,
    assignee_id: isExample ? assignee_id : null,
    test_plan_id: examples.plan.id,
  }
}

function toEntryRow(
  { id, status, assignee_id }: (typeof examples.entries.documented.value.data.test_cases)[number],
  index: number,
): Database['test_run_cases'] {
  const entryId = String(examples.entries.observed.value.data.test_run_cases[index]?.id)
  return {
    ...entityOf({ id: entryId }),
    test_run_id: exampleIds.run,
    test_case_id: id,
    status_id: String(examples.runStatuses.find(({ alias }) => alias === status.toLowerCase())?.id),
    user_id: assignee_id,
    description: '',
  }
}

async function insertImport(store: Store): Promise<void> {
  const { imported_count, failed_count, errors } = examples.import.details
  await insertRows(store, 'junit_imports', [
    {
      ...entityOf({ id: examples.importId }),
      ...inDemoProject,
      test_run_id: exampleIds.run,
      status: 'completed',
      report: '',
      imported_count,
      failed_count,
      errors: JSON.stringify(errors),
    },
  ])
}

/** Continues human IDs after those of the demo data. */
async function insertCounters(store: Store): Promise<void> {
  for (const kind of ['step_groups', 'test_cases', 'test_plans', 'test_runs'] as const) {
    const { total } = await store
      .selectFrom(kind as 'test_cases')
      .select(({ fn }) => fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    await store
      .insertInto('human_id_counters')
      .values({ project_id: exampleIds.project, kind, last_number: Number(total) })
      .execute()
  }
}
