import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }

const json = 'application/json'
// Read from the bundle, whose type includes every example, so that a renamed one is a type error.
const { paths, components } = bundle
const { parameters } = components

/** The documented examples, or the observed one if no documentation page shows the entity. */
export const examples = {
  assignment:
    paths['/projects/{project_id}/test_runs/{test_run_id}/assign_user'].put.requestBody.content[json].examples
      .documented.value,
  automationTypes: examplesOf(paths['/test_cases/automation_types'].get).documented.value.data.automation_types,
  booking: examplesOf(paths['/projects/{project_id}/folders/{folder_id}'].get).observed.value.data.folder,
  caseStatuses: examplesOf(paths['/test_cases/statuses'].get).documented.value.data.statuses,
  entries: examplesOf(paths['/projects/{project_id}/test_runs/{test_run_id}/test_cases'].get),
  folders: examplesOf(paths['/projects/{project_id}/folders'].get).documented.value.data.folders,
  import: examplesOf(paths['/projects/{project_id}/junit-imports/{import_id}/status'].get).documented.value.data.import,
  importId: parameters.ImportId.example,
  labels: examplesOf(paths['/labels'].get).observed.value.data.labels,
  /** The values of these lists that were observed on the live API. */
  measured: {
    caseStatuses: examplesOf(paths['/test_cases/statuses'].get).observed.value.data.statuses,
    priorities: examplesOf(paths['/test_cases/priorities'].get).observed.value.data.priorities,
    runStatuses: examplesOf(paths['/test_runs/statuses'].get).observed.value.data.statuses,
  },
  plan: examplesOf(paths['/projects/{project_id}/test_plans/{test_plan_id}'].get).documented.value.data.test_plan,
  planLabels:
    paths['/projects/{project_id}/test_plans'].post.requestBody.content[json].examples.documented.value.label_ids,
  plans: examplesOf(paths['/projects/{project_id}/test_plans'].get).documented.value.data.test_plans,
  priorities: examplesOf(paths['/test_cases/priorities'].get).documented.value.data.priorities,
  projects: examplesOf(paths['/projects'].get).documented.value.data.projects,
  run: paths['/projects/{project_id}/test_runs'].post.requestBody.content[json].examples.documented.value,
  runStatuses: [
    ...examplesOf(paths['/test_runs/statuses'].get).documented.value.data.statuses,
    ...examplesOf(paths['/test_runs/statuses'].get).observed.value.data.statuses,
  ],
  runs: examplesOf(paths['/projects/{project_id}/test_runs'].get).documented.value.data.test_runs,
  stepGroup: examplesOf(paths['/projects/{project_id}/step_groups/{step_group_id}'].get).documented.value.data
    .step_group,
  stepGroups: examplesOf(paths['/projects/{project_id}/step_groups'].get).documented.value.data.step_groups,
  testCase: examplesOf(paths['/projects/{project_id}/test_cases/{test_case_id}'].get).documented.value.data.test_case,
  testCases: examplesOf(paths['/projects/{project_id}/test_cases'].get).documented.value.data.test_cases,
  types: examplesOf(paths['/test_cases/types'].get).documented.value.data.types,
  users: examplesOf(paths['/users'].get).documented.value.data,
}

export const exampleIds = {
  project: parameters.ProjectId.example,
  run: parameters.TestRunId.examples.uuid.value,
  runHumanId: parameters.TestRunId.examples.humanId.value,
}

interface Operation<Examples> {
  responses: { '200': { content: { 'application/json': { examples: Examples } } } }
}

function examplesOf<Examples>(operation: Operation<Examples>): Examples {
  return operation.responses['200'].content[json].examples
}
