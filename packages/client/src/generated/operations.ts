// Generated from the contract by `pnpm generate`. Do not edit.

import type { Operation } from '../operation.ts'
import type { Resources } from './resources.ts'

/** Every operation, under the name of its resource and its method. */
export const OPERATIONS = {
  automationTypes: {
    list: { id: 'listAutomationTypes', method: 'GET', path: '/test_cases/automation_types', query: ['page_size'], result: ['automation_types'], isPage: true },
  },
  folders: {
    list: { id: 'listFolders', method: 'GET', path: '/projects/{project_id}/folders', query: ['page_size', 'cursor', 'next', 'page'], result: ['folders'], isPage: true },
    create: { id: 'createFolder', method: 'POST', path: '/projects/{project_id}/folders', fields: ['name', 'order'], result: ['folder'] },
    get: { id: 'getFolder', method: 'GET', path: '/projects/{project_id}/folders/{folder_id}', result: ['folder'] },
    update: { id: 'updateFolder', method: 'PUT', path: '/projects/{project_id}/folders/{folder_id}', fields: ['name', 'order', 'id', 'project_id', 'children', 'parent_folder_id'], result: ['folder'] },
    delete: { id: 'deleteFolder', method: 'DELETE', path: '/projects/{project_id}/folders/{folder_id}', success: [200] },
    move: { id: 'moveFolder', method: 'POST', path: '/projects/{project_id}/folders/{folder_id}/move', fields: ['parent_folder_id'], result: ['folder'] },
  },
  junitImports: {
    create: { id: 'importJunitReport', method: 'POST', path: '/projects/{project_id}/junit-import/test-run/{test_run_id}', form: { files: '^junit_xml$', required: ['junit_xml'] }, result: ['import'] },
    getStatus: { id: 'getJunitImportStatus', method: 'GET', path: '/projects/{project_id}/junit-imports/{import_id}/status', result: ['import'] },
  },
  labels: {
    list: { id: 'listLabels', method: 'GET', path: '/labels', query: ['page_size'], result: ['labels'], isPage: true },
  },
  projects: {
    list: { id: 'listProjects', method: 'GET', path: '/projects', query: ['page_size', 'name__NEQ', 'name__CONTAINS', 'cursor', 'next', 'page'], result: ['projects'], isPage: true },
    create: { id: 'createProject', method: 'POST', path: '/projects', fields: ['name', 'description', 'human_id_prefix'], result: ['project'] },
    get: { id: 'getProject', method: 'GET', path: '/projects/{project_id}', result: ['project'] },
    update: { id: 'updateProject', method: 'PUT', path: '/projects/{project_id}', fields: ['name', 'description', 'id', 'human_id_prefix', 'created_at', 'updated_at'], result: ['project'] },
    delete: { id: 'deleteProject', method: 'DELETE', path: '/projects/{project_id}', success: [200] },
  },
  stepGroups: {
    list: { id: 'listStepGroups', method: 'GET', path: '/projects/{project_id}/step_groups', query: ['page_size', 'cursor', 'next', 'page'], result: ['step_groups'], isPage: true },
    create: { id: 'createStepGroup', method: 'POST', path: '/projects/{project_id}/step_groups', fields: ['title', 'description', 'label_ids', 'steps'], result: ['step_group'] },
    get: { id: 'getStepGroup', method: 'GET', path: '/projects/{project_id}/step_groups/{step_group_id}', result: ['step_group'] },
    update: { id: 'updateStepGroup', method: 'PUT', path: '/projects/{project_id}/step_groups/{step_group_id}', fields: ['title', 'description', 'label_ids', 'steps', 'id', 'human_id', 'project_id', 'created_at', 'updated_at'], result: ['step_group'] },
    delete: { id: 'deleteStepGroup', method: 'DELETE', path: '/projects/{project_id}/step_groups/{step_group_id}', success: [200, 204] },
  },
  testCasePriorities: {
    list: { id: 'listTestCasePriorities', method: 'GET', path: '/test_cases/priorities', query: ['page_size'], result: ['priorities'], isPage: true },
  },
  testCases: {
    list: { id: 'listTestCases', method: 'GET', path: '/projects/{project_id}/test_cases', query: ['page_size', 'folder_id', 'search', 'title__CONTAINS', 'size', 'cursor', 'next', 'page'], result: ['test_cases'], isPage: true },
    create: { id: 'createTestCase', method: 'POST', path: '/projects/{project_id}/test_cases', fields: ['title', 'description', 'template_type', 'preconditions', 'steps', 'expected_results', 'type_id', 'status_id', 'automation_type_id', 'priority_id', 'project_id', 'owner_id', 'reviewer_id', 'folder_id', 'label_ids', 'individual_steps'], result: ['test_case'] },
    get: { id: 'getTestCase', method: 'GET', path: '/projects/{project_id}/test_cases/{test_case_id}', result: ['test_case'] },
    update: { id: 'updateTestCase', method: 'PUT', path: '/projects/{project_id}/test_cases/{test_case_id}', fields: ['title', 'description', 'template_type', 'preconditions', 'steps', 'expected_results', 'type_id', 'status_id', 'automation_type_id', 'priority_id', 'project_id', 'owner_id', 'reviewer_id', 'folder_id', 'label_ids', 'individual_steps', 'id', 'human_id', 'labels', 'created_at', 'updated_at'], result: ['test_case'] },
    delete: { id: 'deleteTestCase', method: 'DELETE', path: '/projects/{project_id}/test_cases/{test_case_id}', success: [200] },
  },
  testCaseStatuses: {
    list: { id: 'listTestCaseStatuses', method: 'GET', path: '/test_cases/statuses', query: ['page_size'], result: ['statuses'], isPage: true },
  },
  testCaseTypes: {
    list: { id: 'listTestCaseTypes', method: 'GET', path: '/test_cases/types', query: ['page_size'], result: ['types'], isPage: true },
  },
  testPlans: {
    list: { id: 'listTestPlans', method: 'GET', path: '/projects/{project_id}/test_plans', query: ['page_size', 'name__NEQ', 'title__CONTAINS', 'cursor', 'next', 'page'], result: ['test_plans'], isPage: true },
    create: { id: 'createTestPlan', method: 'POST', path: '/projects/{project_id}/test_plans', fields: ['title', 'description', 'start_date', 'end_date', 'label_ids'], result: ['test_plan'] },
    get: { id: 'getTestPlan', method: 'GET', path: '/projects/{project_id}/test_plans/{test_plan_id}', result: ['test_plan'] },
    update: { id: 'updateTestPlan', method: 'PUT', path: '/projects/{project_id}/test_plans/{test_plan_id}', fields: ['title', 'description', 'start_date', 'end_date', 'label_ids', 'status', 'id', 'human_id', 'project_id', 'test_runs_count', 'test_cases_count', 'created_at', 'updated_at', 'name'], result: ['test_plan'] },
    delete: { id: 'deleteTestPlan', method: 'DELETE', path: '/projects/{project_id}/test_plans/{test_plan_id}', success: [200] },
    complete: { id: 'completeTestPlan', method: 'POST', path: '/projects/{project_id}/test_plans/{test_plan_id}/complete', result: ['test_plan'] },
    listRuns: { id: 'listTestPlanRuns', method: 'GET', path: '/projects/{project_id}/test_plans/{test_plan_id}/test_runs', query: ['cursor', 'next', 'page'], result: ['test_runs'], isPage: true },
  },
  testRuns: {
    list: { id: 'listTestRuns', method: 'GET', path: '/projects/{project_id}/test_runs', query: ['page_size', 'search', 'title__CONTAINS', 'test_plan_id', 'size', 'cursor', 'next', 'page'], result: ['test_runs'], isPage: true },
    create: { id: 'createTestRun', method: 'POST', path: '/projects/{project_id}/test_runs', fields: ['title', 'description', 'status', 'project_id', 'human_id', 'selection_type', 'static_selection_filters', 'dynamic_selection_filters', 'dynamic_selection_excluded_test_case_ids', 'test_plan_id', 'start_date', 'end_date', 'assignee_id', 'label_names', 'environment_ids'], result: ['test_run'] },
    get: { id: 'getTestRun', method: 'GET', path: '/projects/{project_id}/test_runs/{test_run_id}', result: ['test_run'] },
    update: { id: 'updateTestRun', method: 'PUT', path: '/projects/{project_id}/test_runs/{test_run_id}', fields: ['title', 'description', 'status', 'project_id', 'human_id', 'selection_type', 'start_date', 'end_date', 'assignee_id', 'label_names', 'environment_ids', 'id', 'dynamic_selection_filters', 'dynamic_selection_excluded_test_case_ids', 'labels', 'environments', 'test_plan_id', 'test_cases_count', 'test_run_status_summary', 'closed_by', 'results', 'created_at', 'updated_at', 'name'], result: ['test_run'] },
    delete: { id: 'deleteTestRun', method: 'DELETE', path: '/projects/{project_id}/test_runs/{test_run_id}', success: [200, 204] },
    assignUser: { id: 'assignTestRunCaseUser', method: 'PUT', path: '/projects/{project_id}/test_runs/{test_run_id}/assign_user', fields: ['user_id', 'test_case_id'], result: ['test_run_case'] },
    listCases: { id: 'listTestRunCases', method: 'GET', path: '/projects/{project_id}/test_runs/{test_run_id}/test_cases', query: ['page_size', 'size', 'cursor', 'next', 'page'], result: ['test_cases', 'test_run_cases'], isPage: true },
    updateCases: { id: 'updateTestRunCases', method: 'PUT', path: '/projects/{project_id}/test_runs/{test_run_id}/test_cases', fields: ['test_run_cases'], form: { document: 'data', files: '^attachments_[0-9]+_[0-9]+$' }, result: ['test_run_cases'], isIdempotent: false },
  },
  testRunStatuses: {
    list: { id: 'listTestRunStatuses', method: 'GET', path: '/test_runs/statuses', query: ['page_size'], result: ['statuses'], isPage: true },
  },
  users: {
    list: { id: 'listUsers', method: 'GET', path: '/users', query: ['page_size', 'cursor'], result: [], isPage: true },
  },
} satisfies { [R in keyof Resources]: { [M in keyof Resources[R]]: Operation } }
