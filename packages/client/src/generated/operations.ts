// Generated from the contract by `pnpm generate`. Do not edit.

/**
 * The name of a resource on a line of its own, then its operations:
 * method, operationId where it is not the regular one, kind of answer, HTTP method, path, keys of the answer under `data`,
 * query parameters, fields of the JSON document,
 * for a form the part that takes that document and a pattern for the names of files,
 * `once` where the request may not be repeated. `-` stands for none.
 */
export const OPERATIONS = `automationTypes
list - page GET /test_cases/automation_types automation_types page_size
folders
list - page GET /projects/{project_id}/folders folders page_size,cursor,next,page
create - entity POST /projects/{project_id}/folders folder - name,order
get - entity GET /projects/{project_id}/folders/{folder_id} folder
update - entity PUT /projects/{project_id}/folders/{folder_id} folder - name,order
delete - done DELETE /projects/{project_id}/folders/{folder_id}
move - entity POST /projects/{project_id}/folders/{folder_id}/move folder - parent_folder_id
junitImports
create importJunitReport entity POST /projects/{project_id}/junit-import/test-run/{test_run_id} import - - :^junit_xml$
getStatus getJunitImportStatus entity GET /projects/{project_id}/junit-imports/{import_id}/status import
labels
list - page GET /labels labels page_size
projects
list - page GET /projects projects page_size,name__NEQ,name__CONTAINS,cursor,next,page
create - entity POST /projects project - name,description,human_id_prefix
get - entity GET /projects/{project_id} project
update - entity PUT /projects/{project_id} project - name,description
delete - done DELETE /projects/{project_id}
stepGroups
list - page GET /projects/{project_id}/step_groups step_groups page_size,cursor,next,page
create - entity POST /projects/{project_id}/step_groups step_group - title,description,label_ids,steps
get - entity GET /projects/{project_id}/step_groups/{step_group_id} step_group
update - entity PUT /projects/{project_id}/step_groups/{step_group_id} step_group - title,description,label_ids,steps
delete - done DELETE /projects/{project_id}/step_groups/{step_group_id}
testCasePriorities
list - page GET /test_cases/priorities priorities page_size
testCases
list - page GET /projects/{project_id}/test_cases test_cases page_size,folder_id,search,title__CONTAINS,size,cursor,next,page
create - entity POST /projects/{project_id}/test_cases test_case - title,description,template_type,preconditions,steps,expected_results,type_id,status_id,automation_type_id,priority_id,project_id,owner_id,reviewer_id,folder_id,label_ids,individual_steps
get - entity GET /projects/{project_id}/test_cases/{test_case_id} test_case
update - entity PUT /projects/{project_id}/test_cases/{test_case_id} test_case - title,description,template_type,preconditions,steps,expected_results,type_id,status_id,automation_type_id,priority_id,project_id,owner_id,reviewer_id,folder_id,label_ids,individual_steps
delete - done DELETE /projects/{project_id}/test_cases/{test_case_id}
testCaseStatuses
list - page GET /test_cases/statuses statuses page_size
testCaseTypes
list - page GET /test_cases/types types page_size
testPlans
list - page GET /projects/{project_id}/test_plans test_plans page_size,name__NEQ,title__CONTAINS,cursor,next,page
create - entity POST /projects/{project_id}/test_plans test_plan - title,description,start_date,end_date,label_ids
get - entity GET /projects/{project_id}/test_plans/{test_plan_id} test_plan
update - entity PUT /projects/{project_id}/test_plans/{test_plan_id} test_plan - title,description,start_date,end_date,label_ids,status
delete - done DELETE /projects/{project_id}/test_plans/{test_plan_id}
complete - entity POST /projects/{project_id}/test_plans/{test_plan_id}/complete test_plan
listRuns listTestPlanRuns page GET /projects/{project_id}/test_plans/{test_plan_id}/test_runs test_runs cursor,next,page
testRuns
list - page GET /projects/{project_id}/test_runs test_runs page_size,search,title__CONTAINS,test_plan_id,size,cursor,next,page
create - entity POST /projects/{project_id}/test_runs test_run - title,description,status,project_id,human_id,selection_type,static_selection_filters,dynamic_selection_filters,dynamic_selection_excluded_test_case_ids,test_plan_id,start_date,end_date,assignee_id,label_names,environment_ids
get - entity GET /projects/{project_id}/test_runs/{test_run_id} test_run
update - entity PUT /projects/{project_id}/test_runs/{test_run_id} test_run - title,description,status,project_id,human_id,selection_type,start_date,end_date,assignee_id,label_names,environment_ids
delete - done DELETE /projects/{project_id}/test_runs/{test_run_id}
assignUser assignTestRunCaseUser entity PUT /projects/{project_id}/test_runs/{test_run_id}/assign_user test_run_case - user_id,test_case_id
listCases listTestRunCases page GET /projects/{project_id}/test_runs/{test_run_id}/test_cases test_cases,test_run_cases page_size,size,cursor,next,page
updateCases updateTestRunCases entity PUT /projects/{project_id}/test_runs/{test_run_id}/test_cases test_run_cases - test_run_cases data:^attachments_[0-9]+_[0-9]+$ once
testRunStatuses
list - page GET /test_runs/statuses statuses page_size
users
list - page GET /users - page_size,cursor`
