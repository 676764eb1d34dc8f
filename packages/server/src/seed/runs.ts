import type { TestRunCaseRow, TestRunRow } from '../store/schema.ts'
import { task } from './words.ts'
import type { SeedProject, SeedWorld } from './world.ts'

const casesOfRun = 20

/** A static run if there are test cases to select; one in four is closed. */
export function makeRun({ maker, users }: SeedWorld, project: SeedProject, number: number): TestRunRow {
  const { random } = maker
  const entity = maker.entity()
  const isClosed = random.chance(0.25)
  const values = someCases(project, random.int(project.cases.length))
  const isStatic = values.length > 0
  return {
    ...entity,
    project_id: project.id,
    human_id: `${project.prefix}-R-${number}`,
    title: `${task(random)}, run ${number}`,
    description: '',
    status: isClosed ? 'CLOSED' : 'ACTIVE',
    selection_type: isStatic ? 'STATIC' : 'DYNAMIC',
    selection_filters: JSON.stringify(isStatic ? [{ field: 'id', operator: 'IN', values }] : []),
    excluded_test_case_ids: '[]',
    label_ids: '[]',
    environment_ids: '[]',
    start_date: null,
    end_date: null,
    closed_at: isClosed ? entity.updated_at : null,
    assignee_id: random.pick(users),
    test_plan_id: project.plans.length > 0 ? random.pick(project.plans) : null,
  }
}

/** The entries for the test cases that the run selects. */
export function makeEntries({ maker, lookups, users }: SeedWorld, run: TestRunRow): TestRunCaseRow[] {
  const filters: { values: string[] }[] = JSON.parse(run.selection_filters)
  return filters
    .flatMap(({ values }) => values)
    .map((test_case_id) => ({
      ...maker.entity(),
      test_run_id: run.id,
      test_case_id,
      status_id: maker.random.pick(lookups.run_statuses),
      user_id: maker.random.pick(users),
      description: '',
    }))
}

/** Consecutive test cases from the first one, wrapping around at the end. */
function someCases({ cases }: SeedProject, first: number): string[] {
  const count = Math.min(casesOfRun, cases.length)
  return Array.from({ length: count }, (_, index) => String(cases[(first + index) % cases.length]))
}
