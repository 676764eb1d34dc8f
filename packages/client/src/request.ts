import type { Message } from './call.ts'
import { UsageError } from './errors.ts'
import { buildUrl } from './http.ts'
import type { Operation, Params } from './operation.ts'

/** What an operation sends. */
export interface PreparedRequest extends Message {
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
  pointer?: Params,
): PreparedRequest {
  const { id: operationId, idempotent, method, path, inBody, inQuery, files } = operation
  rejectWrongNames(operation, params)
  const url = buildUrl(baseUrl, path, params, { ...pick(params, inQuery), ...pointer })
  const message = { method, url, operationId, idempotent }
  if (files) return { ...message, body: prepareForm(operation, files, params) }
  if (inBody.length === 0) return message
  return { ...message, headers: { 'content-type': 'application/json' }, body: JSON.stringify(pick(params, inBody)) }
}

function prepareForm({ call, inBody, jsonPart }: Operation, files: RegExp, params: Params): FormData {
  const form = new FormData()
  if (jsonPart) form.append(jsonPart, JSON.stringify(pick(params, inBody)))
  for (const name in params) {
    const value = params[name]
    if (!files.test(name)) continue
    if (!(value instanceof Blob)) throw new UsageError(`${call}: "${name}" must be a Blob or a File.`)
    form.append(name, value)
  }
  return form
}

function pick(params: Params, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) if (params[name] !== undefined) picked[name] = params[name]
  return picked
}

/** @throws {UsageError} for a name that is none, and for an id that would turn the path into that of another operation */
function rejectWrongNames({ call, inPath, inQuery, inBody, files }: Operation, params: Params): void {
  const known = [...inPath, ...inQuery, ...inBody]
  for (const name in params) {
    if (known.includes(name) || files?.test(name)) continue
    throw new UsageError(`${call}: there is no parameter "${name}". It takes ${known.join(', ') || 'none'}.`)
  }
  for (const name of inPath) {
    const value = params[name]
    if (typeof value === 'string' && !/^\.{0,2}$/.test(value)) continue
    throw new UsageError(`${call}: "${name}" must be the id that goes into the path, got ${JSON.stringify(value)}.`)
  }
}
