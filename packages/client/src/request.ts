import { UsageError } from './errors.ts'
import type { Operation, Params } from './operation.ts'
import { buildUrl } from './transport.ts'

/** A call, ready to be sent. */
export interface PreparedRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * Sorts flat parameters into path, query and body, where the contract wants them.
 * @param pointer query parameters that lead to a page, as the API gave them
 */
export function prepareRequest(
  operation: Operation,
  baseUrl: string,
  params: Params,
  pointer: Params = {},
): PreparedRequest {
  const pathNames = namesInPath(operation.path)
  rejectUnknownNames(operation, pathNames, params)
  for (const name of pathNames) requirePathValue(operation, name, params[name])

  const query = { ...pick(params, operation.query ?? []), ...pointer }
  const url = buildUrl(baseUrl, operation.path, pick(params, pathNames), query)
  if (operation.body === undefined) return { method: operation.method, url }
  return {
    method: operation.method,
    url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(pick(params, operation.body)),
  }
}

function namesInPath(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name as string)
}

function pick(params: Params, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]))
}

function rejectUnknownNames({ call, query = [], body = [] }: Operation, pathNames: string[], params: Params): void {
  const known = new Set([...pathNames, ...query, ...body])
  const unknown = Object.keys(params).find((name) => !known.has(name))
  if (unknown === undefined) return
  throw new UsageError(`${call}: there is no parameter "${unknown}". It takes ${[...known].join(', ') || 'none'}.`)
}

/** Empty, `.` or `..` would turn the path into that of another operation. */
function requirePathValue({ call }: Operation, name: string, value: unknown): void {
  if (typeof value === 'string' && !/^\.{0,2}$/.test(value)) return
  throw new UsageError(`${call}: "${name}" must be the id that goes into the path, got ${JSON.stringify(value)}.`)
}
