// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListTestRunStatusesParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listTestRunStatuses",
    method: "get",
    summary: "Get test run statuses",
    description: "Lists the values for `test_run_status_id`: the results that a test case can have in a run. They belong to the account, not to a project.\n\nThe documented names describe whole runs, the observed ones single results. Neither are the values of the `status` of a run.",
    takesData: false,
    result: "page",
    example: "tms test-run-statuses list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
    ],
    call: (tms, params: ListTestRunStatusesParams, options) => tms.testRunStatuses.list(params, options),
  },
]
