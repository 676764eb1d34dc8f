import {
  type Contract,
  type Operation as ContractOperation,
  type Parameter as ContractParameter,
  type MediaTypes,
  readContract,
} from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import type { operations } from '@testsigma-tms/types'

export type OperationId = keyof operations

/** An operation in the form that Fastify takes: plain schemas, by JSON Schema's own rules. */
export interface Operation {
  id: OperationId
  /** In capitals, as on the wire. */
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
  in: ContractParameter['in']
  required: boolean
  schema: object
}

export interface RequestBody {
  required: boolean
  content: Record<string, { schema: object }>
}

export interface Response {
  content?: Record<string, { schema: object }>
}

const contract = readContract(bundle)

/** Every operation of the contract, with its parameters and its request body free of references. */
export const contractOperations: Operation[] = contract.operations.map((operation) => readOperation(operation))

/** The schemas that have a name, as `contract#/components/schemas/…` finds them. */
export const namedSchemas: Readonly<Record<string, object>> = Object.fromEntries(contract.schemas)

/** Where the contract expects a local server: `http://127.0.0.1:4010/api/v1`. */
export const localServer = new URL(contract.servers.find(({ url }) => url.startsWith('http://127.0.0.1'))?.url ?? '')

function readOperation(operation: ContractOperation): Operation {
  const { id, method, path, authenticated, parameters, requestBody, responses } = operation
  return {
    id: id as OperationId,
    method: method.toUpperCase(),
    path,
    needsKey: authenticated,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      schema: contract.resolve(parameter.schema),
    })),
    ...(requestBody && {
      requestBody: { required: requestBody.required, content: schemasOf(requestBody.content, contract.resolve) },
    }),
    responses: Object.fromEntries(
      [...responses].map(([status, { content }]) => [
        status,
        content.size > 0 ? { content: schemasOf(content, qualify) } : {},
      ]),
    ),
  }
}

function schemasOf(content: MediaTypes, change: Contract['resolve'] | typeof qualify): RequestBody['content'] {
  return Object.fromEntries([...content].map(([type, { schema = {} }]) => [type, { schema: change(schema) }]))
}

function qualify(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/'))
}
