import type { Operation, Parameter } from '../contract/index.ts'
import { nameOfField } from '../schema/index.ts'
import { checkBody, type Message } from './check-body.ts'
import type { Exchange } from './exchange.ts'
import type { Problem } from './problem.ts'
import { pathValues } from './router.ts'
import type { SchemaChecker } from './schema-checker.ts'

/** Validates a request that the API accepted against the contract. `path` is relative to the base URL. */
export async function checkRequest(
  schemas: SchemaChecker,
  operation: Operation,
  { request }: Exchange,
  path: string,
): Promise<Problem[]> {
  return [
    ...checkPath(schemas, operation, path),
    ...checkQuery(schemas, operation, new URL(request.url).searchParams),
    ...(await checkRequestBody(schemas, operation, request)),
  ]
}

function checkPath(schemas: SchemaChecker, operation: Operation, path: string): Problem[] {
  const values = pathValues(operation, path)
  return parametersIn(operation, 'path').flatMap((parameter) =>
    checkParameter(schemas, parameter, [values.get(parameter.name) ?? '']),
  )
}

function checkQuery(schemas: SchemaChecker, operation: Operation, query: URLSearchParams): Problem[] {
  const declared = parametersIn(operation, 'query')
  const names = declared.map(({ name }) => name)
  const undeclared = [...new Set(query.keys())].filter((name) => !names.includes(name))
  return [
    ...declared.flatMap((parameter) => checkParameter(schemas, parameter, query.getAll(parameter.name))),
    ...undeclared.map((name) => ({
      at: '',
      declaredAt: `${operation.pointer}/parameters`,
      rule: `undeclared parameter ${nameOfField(name)}`,
      expected: 'declared query parameters only',
      got: `the undeclared query parameter "${nameOfField(name)}"`,
    })),
  ]
}

function parametersIn({ parameters }: Operation, location: Parameter['in']): Parameter[] {
  return parameters.filter((parameter) => parameter.in === location)
}

function checkParameter(schemas: SchemaChecker, parameter: Parameter, values: readonly string[]): Problem[] {
  const name = `the ${parameter.in} parameter ${parameter.name}`
  const [first] = values
  if (first === undefined) {
    if (!parameter.required) return []
    const declaredAt = parameter.pointer
    return [{ at: '', declaredAt, rule: 'required', expected: name, got: 'no such parameter' }]
  }
  return schemas
    .problemsOfText(parameter.schemaPointer, values.length === 1 ? first : values)
    .map((problem) => ({ ...problem, expected: `${problem.expected} in ${name}` }))
}

async function checkRequestBody(schemas: SchemaChecker, operation: Operation, request: Message): Promise<Problem[]> {
  const { requestBody } = operation
  const isEmpty = request.body === undefined || request.body.length === 0
  // A body is ignored if the operation declares none.
  if (requestBody === undefined || request.isUnrecorded || (isEmpty && !requestBody.required)) return []
  const problems = await checkBody(schemas, request, requestBody.content, requestBody.pointer)
  return problems.map((problem) => ({ ...problem, expected: `${problem.expected} in the request` }))
}
