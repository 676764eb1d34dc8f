import { insertRows } from '../store/entities.ts'
import type { Store } from '../store/schema.ts'
import { type SeedKind, seedKinds } from './amounts.ts'
import {
  makeCase,
  makeCaseSteps,
  makeFolder,
  makeGroupSteps,
  makePlan,
  makeProject,
  makeStepGroup,
  makeUser,
} from './rows.ts'
import { makeEntries, makeRun } from './runs.ts'
import { remember, type SeedProject, type SeedWorld, shareOf } from './world.ts'

/** A number of entities that are stored in one transaction, with everything that belongs to them. */
export interface Batch {
  kind: SeedKind
  count: number
  store: (transaction: Store) => Promise<void>
}

const batchSize = 5000

/** Yields all batches, referenced entities first. */
export function* batches(world: SeedWorld): Generator<Batch> {
  for (const kind of seedKinds) {
    if (kind === 'users' || kind === 'projects') yield* split(kind, world.amounts[kind], ofAccount[kind], world)
    else yield* inProjects(kind, world)
  }
}

function* inProjects(kind: keyof typeof ofProject, world: SeedWorld): Generator<Batch> {
  for (const [index, project] of world.projects.entries()) {
    const count = shareOf(world.amounts[kind], index, world.projects.length)
    // Human IDs are numbered per project.
    yield* split(kind, count, (world, numbers) => ofProject[kind](world, project, numbers), world)
  }
}

function* split(kind: SeedKind, total: number, make: Make, world: SeedWorld): Generator<Batch> {
  for (let done = 0; done < total; done += batchSize) {
    const count = Math.min(batchSize, total - done)
    const numbers = Array.from({ length: count }, (_, index) => done + index + 1)
    yield { kind, count, store: make(world, numbers) }
  }
}

type Make = (world: SeedWorld, numbers: number[]) => Batch['store']

const ofAccount: Record<'users' | 'projects', Make> = {
  users: (world, numbers) => {
    const rows = numbers.map((number) => makeUser(world, number))
    for (const { id } of rows) remember(world.users, id)
    return (transaction) => insertRows(transaction, 'users', rows)
  },
  projects: (world, numbers) => {
    const rows = numbers.map((number) => makeProject(world, number))
    for (const { id, human_id_prefix: prefix } of rows) {
      world.projects.push({ id, prefix, folders: [], stepGroups: [], plans: [], cases: [] })
    }
    return async (transaction) => {
      await insertRows(transaction, 'projects', rows)
      for (const [index, { id }] of rows.entries()) {
        await reserveHumanIds(transaction, world, id, Number(numbers[index]) - 1)
      }
    }
  },
}

const ofProject: Record<
  Exclude<SeedKind, keyof typeof ofAccount>,
  (world: SeedWorld, project: SeedProject, numbers: number[]) => Batch['store']
> = {
  folders: (world, project, numbers) => {
    const rows = numbers.map((number) => {
      const folder = makeFolder(world, project, number)
      remember(project.folders, folder.id)
      return folder
    })
    return (transaction) => insertRows(transaction, 'folders', rows)
  },
  stepGroups: (world, project, numbers) => {
    const rows = numbers.map((number) => makeStepGroup(world, project, number))
    const steps = rows.flatMap((group) => makeGroupSteps(world, group))
    for (const { id } of rows) remember(project.stepGroups, id)
    return async (transaction) => {
      await insertRows(transaction, 'step_groups', rows)
      await insertRows(transaction, 'step_group_steps', steps)
    }
  },
  cases: (world, project, numbers) => {
    const rows = numbers.map((number) => makeCase(world, project, number))
    const steps = rows.flatMap((testCase) => makeCaseSteps(world, project, testCase))
    for (const { id } of rows) remember(project.cases, id)
    return async (transaction) => {
      await insertRows(transaction, 'test_cases', rows)
      await insertRows(transaction, 'test_case_steps', steps)
    }
  },
  plans: (world, project, numbers) => {
    const rows = numbers.map((number) => makePlan(world, project, number))
    for (const { id } of rows) remember(project.plans, id)
    return (transaction) => insertRows(transaction, 'test_plans', rows)
  },
  runs: (world, project, numbers) => {
    const rows = numbers.map((number) => makeRun(world, project, number))
    const entries = rows.flatMap((run) => makeEntries(world, run))
    return async (transaction) => {
      await insertRows(transaction, 'test_runs', rows)
      await insertRows(transaction, 'test_run_cases', entries)
    }
  },
}

/** Reserves all numbers at the beginning, so that concurrent requests cannot take one of them. */
async function reserveHumanIds(transaction: Store, { amounts }: SeedWorld, project_id: string, index: number) {
  const kinds = { step_groups: 'stepGroups', test_cases: 'cases', test_plans: 'plans', test_runs: 'runs' } as const
  const rows = Object.entries(kinds).map(([kind, amount]) => {
    const last_number = shareOf(amounts[amount], index, amounts.projects)
    return { project_id, kind, last_number }
  })
  await transaction.insertInto('human_id_counters').values(rows).execute()
}
