// Generated from the contract by `pnpm generate`. Do not edit.

/**
 * A resource and the path with which its operations begin, then these, a line each:
 * method, with `=` and the operationId where it is not the regular one; HTTP method, `LIST` for a GET of a page;
 * the rest of the path, with `*` for the entity's id, and the query parameters; fields of the JSON document;
 * keys of the answer under `data` where they are not the regular one, `.` for `data` itself, `-` for no answer;
 * for a form the part that takes the document and a pattern for the names of files;
 * `once` where the request may not be repeated.
 */
export const OPERATIONS = `automationTypes /test_cases/automation_types
list LIST ?page_size
folders /projects/{project_id}/folders
list LIST ?page_size,cursor,next,page
create POST  name,order
get GET /*
update PUT /* name,order
delete DELETE /*
move POST /*/move parent_folder_id
junitImports /projects/{project_id}
create=importJunitReport POST /junit-import/test-run/{test_run_id}  import :^junit_xml$
getStatus=getJunitImportStatus GET /junit-imports/{import_id}/status  import
labels /labels
list LIST ?page_size
projects /projects
list LIST ?page_size,name__NEQ,name__CONTAINS,cursor,next,page
create POST  name,description,human_id_prefix
get GET /*
update PUT /* name,description
delete DELETE /*
stepGroups /projects/{project_id}/step_groups
list LIST ?page_size,cursor,next,page
create POST  title,description,label_ids,steps
get GET /*
update PUT /* title,description,label_ids,steps
delete DELETE /*
testCasePriorities /test_cases/priorities
list LIST ?page_size
testCases /projects/{project_id}/test_cases
list LIST ?page_size,folder_id,search,title__CONTAINS,size,cursor,next,page
create POST  title,description,template_type,preconditions,steps,expected_results,type_id,status_id,automation_type_id,priority_id,project_id,owner_id,reviewer_id,folder_id,label_ids,individual_steps
get GET /*
update PUT /* title,description,template_type,preconditions,steps,expected_results,type_id,status_id,automation_type_id,priority_id,project_id,owner_id,reviewer_id,folder_id,label_ids,individual_steps
delete DELETE /*
testCaseStatuses /test_cases/statuses
list LIST ?page_size
testCaseTypes /test_cases/types
list LIST ?page_size
testPlans /projects/{project_id}/test_plans
list LIST ?page_size,name__NEQ,title__CONTAINS,cursor,next,page
create POST  title,description,start_date,end_date,label_ids
get GET /*
update PUT /* title,description,start_date,end_date,label_ids,status
delete DELETE /*
complete POST /*/complete
listRuns=listTestPlanRuns LIST /*/test_runs?cursor,next,page  test_runs
testRuns /projects/{project_id}/test_runs
list LIST ?page_size,search,title__CONTAINS,test_plan_id,size,cursor,next,page
create POST  title,description,status,project_id,human_id,selection_type,static_selection_filters,dynamic_selection_filters,dynamic_selection_excluded_test_case_ids,test_plan_id,start_date,end_date,assignee_id,label_names,environment_ids
get GET /*
update PUT /* title,description,status,project_id,human_id,selection_type,start_date,end_date,assignee_id,label_names,environment_ids
delete DELETE /*
assignUser=assignTestRunCaseUser PUT /*/assign_user user_id,test_case_id test_run_case
listCases=listTestRunCases LIST /*/test_cases?page_size,size,cursor,next,page  test_cases,test_run_cases
updateCases=updateTestRunCases PUT /*/test_cases test_run_cases test_run_cases data:^attachments_[0-9]+_[0-9]+$ once
testRunStatuses /test_runs/statuses
list LIST ?page_size
users /users
list LIST ?page_size,cursor  .`
