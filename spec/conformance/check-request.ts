import { checkBody, type Message } from './check-body.ts'
import type { Exchange } from './exchange.ts'
import { type Operation, type Part, pathValues } from './operations.ts'
import type { Problem } from './problem.ts'
import type { SchemaChecker } from './schema-checker.ts'
import { nameOfField } from './shape.ts'

/** Holds a request that the API took against what the contract lets it take. `path` is below the base address. */
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
    checkParameter(schemas, parameter, [values[nameOf(parameter)] ?? '']),
  )
}

function checkQuery(schemas: SchemaChecker, operation: Operation, query: URLSearchParams): Problem[] {
  const declared = parametersIn(operation, 'query')
  const names = declared.map(nameOf)
  const undeclared = [...new Set(query.keys())].filter((name) => !names.includes(name))
  return [
    ...declared.flatMap((parameter) => checkParameter(schemas, parameter, query.getAll(nameOf(parameter)))),
    ...undeclared.map((name) => ({
      at: '',
      declaredAt: `${operation.pointer}/parameters`,
      rule: `undeclared parameter ${nameOfField(name)}`,
      expected: 'declared query parameters alone',
      got: `"${nameOfField(name)}" besides`,
    })),
  ]
}

function parametersIn({ parameters }: Operation, place: string): Part[] {
  return parameters.filter(({ definition }) => definition.in === place)
}

function nameOf({ definition }: Part): string {
  return String(definition.name)
}

function checkParameter(schemas: SchemaChecker, parameter: Part, values: readonly string[]): Problem[] {
  const { pointer, definition } = parameter
  const name = `the ${definition.in} parameter ${definition.name}`
  const [first] = values
  if (first === undefined) {
    if (definition.required !== true) return []
    return [{ at: '', declaredAt: pointer, rule: 'required', expected: name, got: 'no such parameter' }]
  }
  return schemas
    .problemsOfText(`${pointer}/schema`, values.length === 1 ? first : values)
    .map((problem) => ({ ...problem, expected: `${problem.expected} in ${name}` }))
}

async function checkRequestBody(schemas: SchemaChecker, operation: Operation, request: Message): Promise<Problem[]> {
  const { requestBody, requestTypes } = operation
  const isEmpty = request.body === undefined || request.body.length === 0
  // What comes with a request that takes no body, is not read.
  if (requestBody === undefined || (isEmpty && requestBody.definition.required !== true)) return []
  const problems = await checkBody(schemas, request, requestTypes, requestBody.pointer)
  return problems.map((problem) => ({ ...problem, expected: `${problem.expected} in the request` }))
}
