import { type Contract, type Json, type Operation, readCall } from '@testsigma-tms/spec/contract'

/** A request as the client makes it. */
export interface ClientCall {
  resource: string
  method: string
  /** Of path and query, with their values; those of the path are left to the reader, as `:project_id`. */
  parameters: [name: string, value: Json][]
  /** What a form sends as JSON, which the client takes field by field. */
  document?: Json
  /** Where it is not the documented one. */
  baseUrl?: string
  result: ClientResult
}

/** What a method resolves to: nothing, one thing, or a list to walk; `name` is a variable's. */
export type ClientResult = { kind: 'nothing' } | { kind: 'one' | 'list'; name: string }

/** How the client calls an operation; undefined where the contract names no call. */
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

/** The client leaves the envelope out, so what counts is the one thing under `data`. */
function clientResult(contract: Contract, operation: Operation): ClientResult {
  const { result } = readCall(contract, operation)
  if (result.kind === 'done') return { kind: 'nothing' }
  if (result.kind === 'page') return { kind: 'list', name: singular(operation.id.replace(/^list/, '')) }
  const [entity] = result.entities
  const type = entity?.isList ? undefined : entity?.type
  return { kind: 'one', name: variable(type ?? entity?.key ?? 'data') }
}

/** `TestCasePriorities` is `testCasePriority`. */
function singular(name: string): string {
  return variable(name.replace(/ies$/, 'y').replace(/(?<=us)es$|s$/, ''))
}

function variable(name: string): string {
  const words = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return words.charAt(0).toLowerCase() + words.slice(1)
}
