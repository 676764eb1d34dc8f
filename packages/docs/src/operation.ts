import {
  type Operation as AnyOperation,
  type Contract,
  needed,
  type ResolvedSchema,
} from '@testsigma-tms/spec/contract'

type Shown = 'tag' | 'summary' | 'description' | 'sdk' | 'provenance'

/** An operation that has all that its page shows. */
export type Operation = AnyOperation & { readonly [field in Shown]: NonNullable<AnyOperation[field]> }

/**
 * Every operation of a contract, in its order.
 *
 * @throws {ContractError} for one that lacks something that its page shows
 */
export function operationsOf(contract: Contract): Operation[] {
  return contract.operations.map((operation) => ({
    ...operation,
    tag: needed(operation, 'tag'),
    summary: needed(operation, 'summary'),
    description: needed(operation, 'description'),
    sdk: needed(operation, 'sdk'),
    provenance: needed(operation, 'provenance'),
  }))
}

/** The schemas of everything that an operation takes and responds with, with their references in place. */
export function schemasOf(contract: Contract, { parameters, requestBody, responses }: Operation): ResolvedSchema[] {
  const bodies = [requestBody, ...responses.values()].flatMap((part) => [...(part?.content.values() ?? [])])
  const headers = [...responses.values()].flatMap((response) => [...response.headers.values()])
  return [...parameters, ...bodies, ...headers].map(({ schema = {} }) => contract.resolve(schema))
}

/** Whether a second, equal request may do more than the first although HTTP says otherwise of the method. */
export function isRiskyToRepeat({ definition }: Operation): boolean {
  return definition['x-idempotent'] === false
}
