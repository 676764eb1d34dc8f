import { type Contract, type Operation, type PlacedOperation, resolveReference, type Schema } from '../contract.ts'

/** A request as the client makes it. */
export interface ClientCall {
  resource: string
  method: string
  /** Names of the path parameters. */
  path: string[]
  answer: ClientAnswer
}

/** What a method answers with: nothing, one thing, or a list to walk; `name` is a variable's. */
export type ClientAnswer = { kind: 'nothing' } | { kind: 'one' | 'list'; name: string }

/** What the client calls an operation, and what it answers with. */
export function clientCall(
  contract: Contract,
  { method, path, operation }: PlacedOperation,
  sdk: { resource: string; method: string },
): ClientCall {
  return {
    ...sdk,
    path: [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name),
    answer: method === 'delete' ? { kind: 'nothing' } : clientAnswer(contract, operation),
  }
}

/** The client leaves the envelope out, so what counts is the one thing under `data`. */
function clientAnswer(contract: Contract, operation: Operation): ClientAnswer {
  const envelope = successSchema(contract, operation).properties ?? {}
  const data = envelope.data && resolveReference<Schema>(contract, envelope.data)
  if (!data) return { kind: 'nothing' }
  if (envelope.page_info) return { kind: 'list', name: singular(operation.operationId.replace(/^list/, '')) }
  const [[key, entity] = []] = Object.entries(data.properties ?? {})
  const type = entity && '$ref' in entity ? entity.$ref.split('/').at(-1) : undefined
  return { kind: 'one', name: variable(type ?? key ?? 'data') }
}

function successSchema(contract: Contract, { responses = {} }: Operation): Schema {
  const [, success = { description: '' }] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const schema = resolveReference(contract, success).content?.['application/json']?.schema ?? {}
  return resolveReference<Schema>(contract, schema)
}

/** `TestCasePriorities` is `testCasePriority`. */
function singular(name: string): string {
  return variable(name.replace(/ies$/, 'y').replace(/(?<=us)es$|s$/, ''))
}

function variable(name: string): string {
  const words = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return words.charAt(0).toLowerCase() + words.slice(1)
}
