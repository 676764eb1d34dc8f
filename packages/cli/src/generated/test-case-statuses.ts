// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListTestCaseStatusesParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listTestCaseStatuses",
    method: "get",
    summary: "Get test case statuses",
    description: "Lists the values for `status_id` of a test case. They belong to the account, not to a project.\n\nThe key inside `data` is `statuses`, as for the results of test runs.",
    takesData: false,
    result: "page",
    example: "tms test-case-statuses list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
    ],
    call: (tms, params: ListTestCaseStatusesParams, options) => tms.testCaseStatuses.list(params, options),
  },
]
