import { type Contract, type Json, type Operation, readCall } from '@testsigma-tms/spec/contract'

/** A request as a call of the client. */
export interface ClientCall {
  resource: string
  method: string
  /** Path and query parameters with their values; path parameters are placeholders such as `:project_id`. */
  parameters: [name: string, value: Json][]
  /** The JSON part of a form, whose fields the client accepts as parameters. */
  document?: Json
  /** Set if it is not the documented one. */
  baseUrl?: string
  result: ClientResult
}

/** The result of a method: nothing, an entity, or a list; `name` is a variable name. */
export type ClientResult = { kind: 'nothing' } | { kind: 'one' | 'list'; name: string }

/** The client's method for an operation; undefined if the contract declares none. */
export function clientCall(contract: Contract, operation: Operation): ClientCall | undefined {
  if (operation.sdk === undefined) return undefined
  return {
    ...operation.sdk,
    parameters: operation.parameters.flatMap(({ name, in: place }): [string, Json][] =>
      place === 'path' ? [[name, `:${name}`]] : [],
    ),
    result: operation.method === 'delete' ? { kind: 'nothing' } : clientResult(contract, operation),
  }
}

/** The client unwraps the envelope, so the result is the one property below `data`. */
function clientResult(contract: Contract, operation: Operation): ClientResult {
  const { result } = readCall(contract, operation)
  if (result.kind === 'done') return { kind: 'nothing' }
  if (result.kind === 'page') return { kind: 'list', name: singular(operation.id.replace(/^list/, '')) }
  const [entity] = result.entities
  const type = entity?.isList ? undefined : entity?.type
  return { kind: 'one', name: variable(type ?? entity?.key ?? 'data') }
}

/** `TestCasePriorities` gives `testCasePriority`. */
function singular(name: string): string {
  return variable(name.replace(/ies$/, 'y').replace(/(?<=us)es$|s$/, ''))
}

function variable(name: string): string {
  const words = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return words.charAt(0).toLowerCase() + words.slice(1)
}
