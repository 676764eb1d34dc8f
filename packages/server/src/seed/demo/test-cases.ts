import type { StepType, TestCaseTemplate } from '@testsigma-tms/types'
import { insertRows } from '../../store/entities.ts'
import type { Database, Store } from '../../store/schema.ts'
import { entityOf, inDemoProject } from './entity.ts'
import { examples } from './examples.ts'

type CaseText = Pick<Database['test_cases'], 'preconditions' | 'steps' | 'expected_results'>

/** Inserts folders, step groups, and test cases of both templates. */
export async function insertDemoTestCases(store: Store): Promise<void> {
  await insertRows(store, 'folders', [...examples.folders, examples.booking].map(toFolderRow))
  await insertRows(store, 'step_groups', examples.stepGroups.map(toStepGroupRow))
  await insertRows(store, 'step_group_steps', examples.stepGroup.steps.map(toGroupStepRow))
  await insertRows(store, 'test_cases', allCases().map(toCaseRow))
  await insertRows(store, 'test_case_steps', examples.testCases.flatMap(toCaseStepRows))
}

function toFolderRow({ id, name, parent_folder_id, order }: (typeof examples.folders)[number]): Database['folders'] {
  return { ...entityOf({ id }), ...inDemoProject, name, parent_folder_id: parent_folder_id || null, position: order }
}

function toStepGroupRow(group: (typeof examples.stepGroups)[number]): Database['step_groups'] {
  const { human_id, title, description } = group
  return { ...entityOf(group), ...inDemoProject, human_id, title, description, label_ids: '[]' }
}

function toGroupStepRow(step: (typeof examples.stepGroup.steps)[number]): Database['step_group_steps'] {
  const { step_group_id, step_description, expected_results, order: position } = step
  return { ...entityOf(step), step_group_id, step_description, expected_results, position }
}

/** The documentation shows two test cases; the observed response about a run has two more. */
function allCases() {
  const inRun = examples.entries.observed.value.data.test_run_cases.map(({ test_case }) => test_case)
  return [...inRun, ...examples.testCases]
    .map((testCase) => ({ ...testCase, ...textOf(testCase) }))
    .sort((one, other) => one.human_id.localeCompare(other.human_id))
}

function textOf(testCase: { id: string; steps?: string; expected_results?: string }): CaseText {
  const { preconditions, steps, expected_results } = examples.testCase
  if (testCase.id === examples.testCase.id) return { preconditions, steps, expected_results }
  return { preconditions: '', steps: testCase.steps ?? '', expected_results: testCase.expected_results ?? '' }
}

function toCaseRow(testCase: ReturnType<typeof allCases>[number]): Database['test_cases'] {
  const labels = 'labels' in testCase ? testCase.labels : []
  return {
    ...entityOf({ id: testCase.id }),
    ...inDemoProject,
    human_id: testCase.human_id,
    title: testCase.title,
    description: testCase.description,
    template_type: testCase.template_type as TestCaseTemplate,
    preconditions: testCase.preconditions,
    steps: testCase.steps,
    expected_results: testCase.expected_results,
    folder_id: testCase.folder_id,
    type_id: testCase.type_id,
    status_id: testCase.status_id,
    automation_type_id: testCase.automation_type_id,
    priority_id: testCase.priority_id,
    owner_id: testCase.owner_id,
    reviewer_id: testCase.id === examples.testCase.id ? examples.testCase.reviewer_id : null,
    label_ids: JSON.stringify(labels.map(({ id }) => id)),
    deleted_at: null,
  }
}

function toCaseStepRows({ individual_steps }: (typeof examples.testCases)[number]): Database['test_case_steps'][] {
  return individual_steps.map((step) => ({
    ...entityOf(step),
    test_case_id: step.test_case_id,
    step_description: step.step_description,
    expected_results: step.expected_results,
    step_type: step.step_type as StepType,
    step_group_id: null,
    position: step.order,
  }))
}
