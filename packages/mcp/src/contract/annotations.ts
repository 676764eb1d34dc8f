import { contract } from './contract.ts'

/** Hints about the effects of a tool, which MCP clients may show before an assistant calls it. */
export interface Effects {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/**
 * Derives the effects of a tool from its operations: it only reads if all are GET, is destructive if one deletes, and
 * idempotent if all are.
 * @throws {ContractError} when the contract does not have an operation
 */
export function effectsOf(operationIds: readonly string[]): Effects {
  const operations = operationIds.map((id) => contract.operation(id))
  return {
    readOnlyHint: operations.every(({ method }) => method === 'get'),
    destructiveHint: operations.some(({ method }) => method === 'delete'),
    idempotentHint: operations.every(({ idempotent }) => idempotent),
    // Results may contain concurrent changes of other people.
    openWorldHint: true,
  }
}
