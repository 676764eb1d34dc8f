// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListLabelsParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listLabels",
    method: "get",
    summary: "List labels",
    description: "Lists the labels of the account, with the UUIDs that `label_ids` asks for.\n\nNot on the vendor's pages: found on the live API on 2026-05-19. Only reading is known. It was not recorded whether the response has a `page_info`.",
    takesData: false,
    result: "page",
    example: "tms labels list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
    ],
    call: (tms, params: ListLabelsParams, options) => tms.labels.list(params, options),
  },
]
