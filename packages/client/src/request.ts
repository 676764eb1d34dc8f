import { UsageError } from './errors.ts'
import { buildUrl } from './http.ts'
import type { Form, Operation, Params } from './operation.ts'

/** A call, ready to be sent. */
export interface PreparedRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
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
  return { method: operation.method, url, ...prepareBody(operation, params) }
}

function prepareBody({ call, body, form }: Operation, params: Params): Pick<PreparedRequest, 'headers' | 'body'> {
  const json = body && JSON.stringify(pick(params, body))
  if (form) return { body: fillForm(call, form, json, params) }
  return json === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: json }
}

function fillForm(call: string, { json: jsonPart, files }: Form, json: string | undefined, params: Params): FormData {
  const form = new FormData()
  if (jsonPart !== undefined && json !== undefined) form.append(jsonPart, json)
  for (const [name, value] of Object.entries(params)) {
    if (!files.test(name)) continue
    if (!(value instanceof Blob)) throw new UsageError(`${call}: "${name}" must be a Blob or a File.`)
    form.append(name, value)
  }
  return form
}

function namesInPath(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name as string)
}

function pick(params: Params, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]))
}

function rejectUnknownNames(operation: Operation, pathNames: string[], params: Params): void {
  const { call, query = [], body = [], form } = operation
  const known = new Set([...pathNames, ...query, ...body])
  const unknown = Object.keys(params).find((name) => !known.has(name) && !form?.files.test(name))
  if (unknown === undefined) return
  throw new UsageError(`${call}: there is no parameter "${unknown}". It takes ${[...known].join(', ') || 'none'}.`)
}

/** Empty, `.` or `..` would turn the path into that of another operation. */
function requirePathValue({ call }: Operation, name: string, value: unknown): void {
  if (typeof value === 'string' && !/^\.{0,2}$/.test(value)) return
  throw new UsageError(`${call}: "${name}" must be the id that goes into the path, got ${JSON.stringify(value)}.`)
}
