// Generated from the contract by `pnpm generate`. Do not edit.

import type { ListUsersParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "list",
    operationId: "listUsers",
    method: "get",
    summary: "Get users",
    description: "Lists every user of the account with name, e-mail address and state, page by page.\n\nThe pages show a `page_info` next to `data`; the live API has been seen to leave it out (2026-05-20) and to return all users at once.",
    takesData: false,
    result: "page",
    example: "tms users list",
    flags: [
      {"name":"page_size","flag":"page-size","kind":"integer","isInPath":false,"required":false,"description":"How many entries to return at most."},
      {"name":"cursor","flag":"cursor","kind":"text","isInPath":false,"required":false,"description":"Continues a list: `page_info.next` or `page_info.prev` of an earlier response, when that is not a URL."},
    ],
    call: (tms, params: ListUsersParams, options) => tms.users.list(params, options),
  },
]
