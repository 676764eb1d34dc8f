import type {
  FolderRow,
  ProjectRow,
  StepGroupRow,
  StepGroupStepRow,
  TestCaseRow,
  TestCaseStepRow,
  TestPlanRow,
  UserRow,
} from '../store/schema.ts'
import type { Maker } from './maker.ts'
import type { Random } from './random.ts'
import { area, outcome, person, productName, task } from './words.ts'
import type { SeedProject, SeedWorld } from './world.ts'

const most = 4

export function makeUser({ maker }: SeedWorld, number: number): UserRow {
  const { random } = maker
  return { ...maker.entity(), ...person(random, number), status: random.chance(0.95) ? 'active' : 'inactive' }
}

export function makeProject({ maker }: SeedWorld, number: number): ProjectRow {
  const entity = maker.entity()
  const name = `${productName(maker.random)} ${number}`
  return { ...entity, name, description: 'Made up by seed', human_id_prefix: `S${number}` }
}

/** Up to half of them are inside others. */
export function makeFolder({ maker }: SeedWorld, project: SeedProject, number: number): FolderRow {
  const { random } = maker
  const isInside = project.folders.length > 0 && random.chance(0.5)
  return {
    ...maker.entity(),
    project_id: project.id,
    name: `${area(random)} ${number}`,
    parent_folder_id: isInside ? random.pick(project.folders) : null,
    position: -1,
  }
}

export function makeStepGroup({ maker }: SeedWorld, project: SeedProject, number: number): StepGroupRow {
  return {
    ...maker.entity(),
    project_id: project.id,
    human_id: `${project.prefix}-SG-${number}`,
    title: task(maker.random),
    description: '',
    label_ids: '[]',
  }
}

export function makeGroupSteps({ maker }: SeedWorld, { id }: StepGroupRow): StepGroupStepRow[] {
  return several(maker.random, (position) => ({ ...maker.entity(), step_group_id: id, ...step(maker), position }))
}

export function makeCase({ maker, lookups, users }: SeedWorld, project: SeedProject, number: number): TestCaseRow {
  const { random } = maker
  const isText = random.chance(0.6)
  return {
    ...maker.entity(),
    project_id: project.id,
    human_id: `${project.prefix}-${number}`,
    title: task(random),
    description: `${area(random)}: ${outcome(random)}`,
    template_type: isText ? 'TCD' : 'STEPS',
    preconditions: isText ? 'Somebody is signed in' : '',
    steps: isText ? `${task(random)}\n${task(random)}` : '',
    expected_results: isText ? outcome(random) : '',
    label_ids: '[]',
    type_id: random.pick(lookups.types),
    status_id: random.pick(lookups.case_statuses),
    automation_type_id: random.pick(lookups.automation_types),
    priority_id: random.pick(lookups.priorities),
    owner_id: random.pick(users),
    reviewer_id: random.chance(0.5) ? random.pick(users) : null,
    folder_id: project.folders.length > 0 ? random.pick(project.folders) : null,
    deleted_at: null,
  }
}

/** Of those whose template has steps; one in five stands for a step group. */
export function makeCaseSteps(
  { maker }: SeedWorld,
  { stepGroups }: SeedProject,
  { id, template_type }: TestCaseRow,
): TestCaseStepRow[] {
  const { random } = maker
  if (template_type === 'TCD') return []
  return several(random, (position) => {
    const step_group_id = stepGroups.length > 0 && random.chance(0.2) ? random.pick(stepGroups) : null
    const step_type = step_group_id ? 'STEP_GROUP' : 'DEFAULT'
    return { ...maker.entity(), test_case_id: id, ...step(maker), step_type, step_group_id, position }
  })
}

export function makePlan({ maker }: SeedWorld, project: SeedProject, number: number): TestPlanRow {
  const entity = maker.entity()
  const isCompleted = maker.random.chance(0.3)
  return {
    ...entity,
    project_id: project.id,
    human_id: `${project.prefix}-P-${number}`,
    title: `Release ${number}`,
    description: outcome(maker.random),
    status: isCompleted ? 'COMPLETED' : 'ACTIVE',
    label_ids: '[]',
    start_date: entity.created_at,
    end_date: null,
    completed_at: isCompleted ? entity.updated_at : null,
  }
}

function step({ random }: Maker) {
  return { step_description: task(random), expected_results: outcome(random) }
}

function several<Row>(random: Random, make: (position: number) => Row): Row[] {
  return Array.from({ length: 1 + random.int(most) }, (_, index) => make(index + 1))
}
