import { type Operation as ContractOperation, readContract } from '@testsigma-tms/spec/contract'
import document from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import type { operations } from '@testsigma-tms/types'

export type OperationId = keyof operations

export interface Operation extends ContractOperation {
  /** One of the operation IDs in the generated types. */
  readonly id: OperationId
}

export const contract = readContract(document)

export const contractOperations = contract.operations as readonly Operation[]

/** The local server's URL in the contract: `http://127.0.0.1:4010/api/v1`. */
export const localServer = new URL(contract.servers.find(({ url }) => url.startsWith('http://127.0.0.1'))?.url ?? '')
