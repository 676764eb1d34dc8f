import { contract } from './contract.ts'

/** What MCP clients are told about the effects of a tool, before they let an assistant call it. */
export interface Effects {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/**
 * The effects of a tool by the operations that it calls: it only reads when all of them are GET, it is destructive when
 * one of them deletes, and it can be repeated when all of them can.
 * @throws {ContractError} when the contract has no such operation
 */
export function effectsOf(operationIds: readonly string[]): Effects {
  const operations = operationIds.map((id) => contract.operation(id))
  return {
    readOnlyHint: operations.every(({ method }) => method === 'get'),
    destructiveHint: operations.some(({ method }) => method === 'delete'),
    idempotentHint: operations.every(({ idempotent }) => idempotent),
    // What other people change at the same time shows up in the results.
    openWorldHint: true,
  }
}
