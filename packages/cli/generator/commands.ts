import { type Contract, readCall } from '@testsigma-tms/spec/contract'
import type { Flag } from '../src/operations/operation-command.ts'
import { argumentsOf } from './arguments.ts'
import { kebab } from './kebab.ts'

/** A command generated from an operation of a contract. */
export interface ContractCommand {
  readonly operationId: string
  /** For example `tms users list`. */
  readonly command: string
  readonly flags: readonly Flag[]
}

/** The commands that the generator would create for a contract. Operations without an SDK name get none. */
export function commandsOf(contract: Contract): ContractCommand[] {
  return contract.operations.flatMap((operation) => {
    if (operation.sdk === undefined) return []
    const { resource, method } = operation.sdk
    const flags = argumentsOf(contract, readCall(contract, operation))
    return [{ operationId: operation.id, command: `tms ${kebab(resource)} ${kebab(method)}`, flags }]
  })
}
