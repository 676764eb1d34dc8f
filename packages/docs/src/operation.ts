import {
  type Operation as AnyOperation,
  type Contract,
  needed,
  type ResolvedSchema,
} from '@testsigma-tms/spec/contract'

type Shown = 'tag' | 'summary' | 'description' | 'sdk' | 'provenance'

/** An operation with everything that its page shows. */
export type Operation = AnyOperation & { readonly [field in Shown]: NonNullable<AnyOperation[field]> }

/**
 * All operations of a contract, in the same order.
 *
 * @throws {ContractError} for an operation that lacks something its page shows
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

/** The schemas of an operation's parameters, bodies and responses, with resolved references. */
export function schemasOf(contract: Contract, { parameters, requestBody, responses }: Operation): ResolvedSchema[] {
  const bodies = [requestBody, ...responses.values()].flatMap((part) => [...(part?.content.values() ?? [])])
  const headers = [...responses.values()].flatMap((response) => [...response.headers.values()])
  return [...parameters, ...bodies, ...headers].map(({ schema = {} }) => contract.resolve(schema))
}

/** Whether repeating a request may have a further effect, although its HTTP method is idempotent. */
export function isRiskyToRepeat({ definition }: Operation): boolean {
  return definition['x-idempotent'] === false
}
