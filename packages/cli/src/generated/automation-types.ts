// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListAutomationTypesParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listAutomationTypes",
    method: "get",
    summary: "Get automation types",
    description: "Lists the values for `automation_type_id` of a test case. They belong to the account, not to a project.\n\nThe documented names are kinds of applications; other pages of the vendor name degrees of automation instead, such as automated or obsolete.",
    takesData: false,
    result: "page",
    example: "tms automation-types list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
    ],
    call: (tms, params: ListAutomationTypesParams, options) => tms.automationTypes.list(params, options),
  },
]
