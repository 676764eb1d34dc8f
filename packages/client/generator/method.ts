import {
  type Argument,
  type Call,
  type Contract,
  ContractError,
  type Entity,
  readCall,
} from '@testsigma-tms/spec/contract'

/** Reads every operation of the contract, grouped by resource; inside a group, in the order of the contract. */
export function callsByResource(contract: Contract): Map<string, Call[]> {
  const calls = contract.operations.map((operation) => readCall(contract, operation))
  for (const call of calls) refuseWhatCannotBeSent(call)
  const resources = Map.groupBy(calls, ({ sdk }) => sdk.resource)
  return new Map([...resources].sort(([a], [b]) => a.localeCompare(b)))
}

/** @throws {ContractError} for what the client cannot send, and for types without a name */
function refuseWhatCannotBeSent({ operation, body, result }: Call): void {
  const refuse = (problem: string) => {
    throw new ContractError(`${operation.id}: ${problem}.`, operation.pointer)
  }
  if (body && !body.form && !body.json?.type) refuse('the body must be a form, or application/json with a named schema')
  if (body?.json && !body.json.type) refuse('the JSON document of the form must have a named schema')
  if (body?.form?.texts.length) refuse('a part of the form is neither a file nor a JSON document')
  if (result.kind !== 'done' && result.entities.some(({ type }) => !type)) {
    refuse('the entity in the response must have a named schema')
  }
}

/** The parts of a form that are files. */
export function filesOf(call: Call): Argument[] {
  const names = call.body?.form?.files.map(({ name }) => name) ?? []
  return call.arguments.filter(({ name }) => names.includes(name))
}

/** The type of the result, in TypeScript. */
export function resultType({ result }: Call): string {
  if (result.kind === 'done') return 'void'
  const { kind } = result
  const typeOf = ({ type, isList }: Entity) => (kind === 'entity' && isList ? `${type}[]` : `${type}`)
  return [...new Set(result.entities.map(typeOf))].join(' | ')
}
