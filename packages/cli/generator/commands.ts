import { type Contract, readCall } from '@testsigma-tms/spec/contract'
import type { Flag } from '../src/operations/operation-command.ts'
import { argumentsOf } from './arguments.ts'
import { kebab } from './kebab.ts'

/** A command that a contract makes. */
export interface ContractCommand {
  readonly operationId: string
  /** `tms users list`. */
  readonly command: string
  readonly flags: readonly Flag[]
}

/** The commands that the program would have with a contract. Operations without a name in the client have none. */
export function commandsOf(contract: Contract): ContractCommand[] {
  return contract.operations.flatMap((operation) => {
    if (operation.sdk === undefined) return []
    const { resource, method } = operation.sdk
    const flags = argumentsOf(contract, readCall(contract, operation))
    return [{ operationId: operation.id, command: `tms ${kebab(resource)} ${kebab(method)}`, flags }]
  })
}
