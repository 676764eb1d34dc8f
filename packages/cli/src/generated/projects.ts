// Generated from the contract by `pnpm generate`. Do not edit.

import type { CreateProjectParams, DeleteProjectParams, GetProjectParams, ListProjectsParams, UpdateProjectParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listProjects",
    method: "get",
    summary: "List projects",
    description: "Lists the projects that the key may see, page by page.\n\nThe page describes one filter, `name__NEQ`; no source says whether entries come in a fixed order.",
    takesData: false,
    result: "page",
    example: "tms projects list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
      {"name":"name__NEQ","flag":"name-neq","kind":"text","isInPath":false,"required":false,"description":"Leaves out the entries with exactly this name."},
      {"name":"name__CONTAINS","flag":"name-contains","kind":"text","isInPath":false,"required":false,"description":"Keeps the entries whose name contains this text."},
      {"name":"cursor","flag":"cursor","kind":"text","isInPath":false,"required":false,"description":"Continues a list: `page_info.next` or `page_info.prev` of an earlier response, when that is not a URL."},
      {"name":"next","flag":"next","kind":"text","isInPath":false,"required":false,"description":"Another name for `cursor`: `page_info.next` of an earlier response, as one public client sends it."},
      {"name":"page","flag":"page","kind":"integer","isInPath":false,"required":false,"description":"Number of the page, counted from 1."},
    ],
    call: (tms, params: ListProjectsParams, options) => tms.projects.list(params, options),
  },
  {
    name: "create",
    operationId: "createProject",
    method: "post",
    summary: "Create a project",
    description: "Creates an empty project. The prefix of its human IDs is fixed from then on.\n\nThe page shows status 200, although it shows 201 for folders and test cases. No public client has recorded a call.",
    takesData: true,
    result: "entity",
    example: "tms projects create --name 'Health Care Project'",
    flags: [
      {"name":"name","flag":"name","kind":"text","isInPath":false,"required":true,"description":"Title of the project."},
      {"name":"description","flag":"description","kind":"text","isInPath":false,"required":false,"description":"Free text about what will be tested."},
      {"name":"human_id_prefix","flag":"human-id-prefix","kind":"text","isInPath":false,"required":false,"description":"Prefix of every human ID in the project."},
    ],
    call: (tms, params: CreateProjectParams, options) => tms.projects.create(params, options),
  },
  {
    name: "get",
    operationId: "getProject",
    method: "get",
    summary: "Get a project",
    description: "Returns one project, with the same fields as a row of the list.\n\nNo source shows a project addressed by its prefix; use the UUID.",
    takesData: false,
    result: "entity",
    example: "tms projects get --project-id c47ade67-0543-4582-a4a5-b7de447c94f5",
    flags: [
      {"name":"project_id","flag":"project-id","kind":"text","isInPath":true,"required":true,"description":"UUID of the project that contains the entity."},
    ],
    call: (tms, params: GetProjectParams, options) => tms.projects.get(params, options),
  },
  {
    name: "update",
    operationId: "updateProject",
    method: "put",
    summary: "Update a project",
    description: "Changes the name and the description of a project. The prefix of its human IDs cannot be changed.\n\nNo public client has recorded a call.",
    takesData: true,
    result: "entity",
    example: "tms projects update --project-id c47ade67-0543-4582-a4a5-b7de447c94f5",
    flags: [
      {"name":"project_id","flag":"project-id","kind":"text","isInPath":true,"required":true,"description":"UUID of the project that contains the entity."},
      {"name":"name","flag":"name","kind":"text","isInPath":false,"required":false,"description":"New title."},
      {"name":"description","flag":"description","kind":"text","isInPath":false,"required":false,"description":"New free text."},
    ],
    call: (tms, params: UpdateProjectParams, options) => tms.projects.update(params, options),
  },
  {
    name: "delete",
    operationId: "deleteProject",
    method: "delete",
    summary: "Delete a project",
    description: "Deletes a project permanently. Its contents are presumably deleted with it; no page says so.\n\nNo public client has recorded a call.",
    takesData: false,
    result: "done",
    example: "tms projects delete --project-id c47ade67-0543-4582-a4a5-b7de447c94f5",
    flags: [
      {"name":"project_id","flag":"project-id","kind":"text","isInPath":true,"required":true,"description":"UUID of the project that contains the entity."},
    ],
    call: (tms, params: DeleteProjectParams, options) => tms.projects.delete(params, options),
  },
]
