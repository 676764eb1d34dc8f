// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListTestCasePrioritiesParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listTestCasePriorities",
    method: "get",
    summary: "Get test case priorities",
    description: "Lists the values for `priority_id` of a test case. They belong to the account, not to a project.",
    takesData: false,
    result: "page",
    example: "tms test-case-priorities list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
    ],
    call: (tms, params: ListTestCasePrioritiesParams, options) => tms.testCasePriorities.list(params, options),
  },
]
