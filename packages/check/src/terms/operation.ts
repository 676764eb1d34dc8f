import {
  type Contract,
  jsonOf,
  type MediaType,
  needed,
  type Operation,
  type Parameter,
  type Response,
  type Schema,
} from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm, type Term } from './term.ts'

/** An operation with the terms of its parts. */
export interface ComparedOperation {
  readonly id: string
  readonly term: Term
  readonly method: Operation['method']
  readonly path: string
  /** The client's method, such as `users.list`. */
  readonly call: string
  readonly operation: Operation
  readonly parameters: readonly ComparedParameter[]
  readonly bodies: readonly ComparedBody[]
  readonly responses: readonly ComparedResponse[]
}

export interface ComparedParameter extends Pick<Parameter, 'name' | 'in' | 'required' | 'description' | 'schema'> {
  readonly term: Term
}

export interface ComparedBody {
  readonly mediaType: string
  readonly required: boolean
  readonly schema: Schema
  readonly term: Term
}

export interface ComparedResponse {
  readonly status: string
  readonly term: Term
  /** The schema of its JSON; undefined for a response without JSON. */
  readonly schema: Schema | undefined
  readonly schemaTerm: Term
}

/** All operations of a contract, in the same order. */
export function operationsOf({ operations }: Contract): ComparedOperation[] {
  return operations.map((operation) => {
    const term = asTerm(operation.pointer)
    const { resource, method } = needed(operation, 'sdk')
    return {
      id: operation.id,
      term,
      method: operation.method,
      path: operation.path,
      call: `${resource}.${method}`,
      operation,
      parameters: operation.parameters.map(compared),
      bodies: [...(operation.requestBody?.content.values() ?? [])].map((media) => bodyOf(operation, media)),
      responses: [...operation.responses.values()].map(responseOf),
    }
  })
}

/** Method and path, without the names of path parameters. */
export function requestLine({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

/** The term of a parameter, with its name instead of its index in a list. */
export function parameterTerm(parameter: Parameter): Term {
  const { name, in: place, pointer } = parameter
  const [, list] = /^#(\/.*\/parameters)\/\d+$/.exec(pointer) ?? []
  return list === undefined ? asTerm(pointer) : joinTerm(list, `${place} ${name}`)
}

function compared(parameter: Parameter): ComparedParameter {
  const { name, in: place, required, description, schema } = parameter
  return { name, in: place, required, description, schema, term: parameterTerm(parameter) }
}

function bodyOf({ requestBody }: Operation, { type, schema = {}, schemaPointer }: MediaType): ComparedBody {
  return { mediaType: type, required: requestBody?.required === true, schema, term: asTerm(schemaPointer) }
}

function responseOf({ status, pointer, content }: Response): ComparedResponse {
  const json = jsonOf(content)
  const term = asTerm(pointer)
  return {
    status,
    term,
    schema: json?.schema,
    schemaTerm: json ? asTerm(json.schemaPointer) : joinTerm(term, 'content', 'application/json', 'schema'),
  }
}
