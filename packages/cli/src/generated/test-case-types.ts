// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListTestCaseTypesParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listTestCaseTypes",
    method: "get",
    summary: "Get test case types",
    description: "Lists the values for `type_id` of a test case. They belong to the account, not to a project.\n\nThe key inside `data` is `types`, shorter than the name of the operation.",
    takesData: false,
    result: "page",
    example: "tms test-case-types list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
    ],
    call: (tms, params: ListTestCaseTypesParams, options) => tms.testCaseTypes.list(params, options),
  },
]
