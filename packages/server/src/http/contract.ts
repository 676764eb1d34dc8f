import contract from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import type { operations } from '@testsigma-tms/types'

export { contract }

export type OperationId = keyof operations

export interface Operation {
  id: OperationId
  method: string
  path: string
  needsKey: boolean
  parameters: Parameter[]
  requestBody?: RequestBody
  /** By status. Schemas refer to each other by `contract#/components/…`, as they may be recursive. */
  responses: Record<string, Response>
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required?: boolean
  schema: object
}

export interface RequestBody {
  required?: boolean
  content: Record<string, { schema: object }>
}

export interface Response {
  content?: Record<string, { schema: object }>
}

interface OperationObject {
  operationId: OperationId
  parameters?: object[]
  requestBody?: object
  responses: Record<string, object>
  security?: object[]
}

const methods = ['get', 'put', 'post', 'delete', 'patch']

/** Every operation of the contract, with its parameters and its request body free of references. */
export const contractOperations: Operation[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, OperationObject>)
    .filter(([method]) => methods.includes(method))
    .map(([method, operation]) => readOperation(path, method, operation)),
)

/** Where the contract expects a local server: `http://127.0.0.1:4010/api/v1`. */
export const localServer = new URL(contract.servers.find(({ url }) => url.startsWith('http://127.0.0.1'))?.url ?? '')

function readOperation(path: string, method: string, operation: OperationObject): Operation {
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    needsKey: (operation.security ?? contract.security).length > 0,
    parameters: inline(operation.parameters ?? []) as Parameter[],
    ...(operation.requestBody && { requestBody: inline(operation.requestBody) as RequestBody }),
    responses: mapValues(operation.responses, (response) => qualify(follow(response))),
  }
}

/** Replaces every reference with what it points at; what stands beside a reference wins. */
function inline(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inline)
  if (typeof node !== 'object' || node === null) return node
  const { $ref, ...own } = node as { $ref?: string }
  return { ...($ref && (inline(lookUp($ref)) as object)), ...mapValues(own, inline) }
}

function qualify(response: object): Response {
  return JSON.parse(JSON.stringify(response).replaceAll('"$ref":"#/', '"$ref":"contract#/'))
}

function follow(node: object): object {
  return '$ref' in node ? lookUp(String(node.$ref)) : node
}

function lookUp(reference: string): object {
  const [, ...steps] = reference.split('/')
  return steps.reduce<object>((node, step) => node[step as keyof typeof node], contract)
}

function mapValues<From, To>(object: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}
