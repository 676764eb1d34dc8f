import { createQuerySerializer } from 'openapi-fetch'
import type { Message } from './call.ts'
import { UsageError } from './errors.ts'
import type { Operation, Params } from './operation.ts'

/** What an operation sends. */
export interface PreparedRequest extends Message {
  readonly body?: string | FormData
}

const serializeQuery = createQuerySerializer()

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
  const { id: operationId, idempotent, method, inQuery } = operation
  rejectUnknown(operation, params)
  const query = serializeQuery({ ...pick(params, inQuery), ...pointer })
  const url = baseUrl + fillIn(operation, params) + (query && `?${query}`)
  return { operationId, idempotent, method, url, ...bodyOf(operation, params) }
}

function rejectUnknown({ call, path, inQuery, inBody, files }: Operation, params: Params): void {
  const known = [...(path.match(/\w+(?=\})/g) ?? []), ...inQuery, ...inBody]
  for (const name in params) {
    if (known.includes(name) || files?.test(name)) continue
    throw new UsageError(`${call}: there is no parameter "${name}". It takes ${known.join(', ') || 'none'}.`)
  }
}

/** @throws {UsageError} for an id that would turn the path into that of another operation */
function fillIn({ call, path }: Operation, params: Params): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const id = params[name]
    if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id)
    throw new UsageError(`${call}: "${name}" must be the id that goes into the path, got ${JSON.stringify(id)}.`)
  })
}

function bodyOf({ call, inBody, jsonPart, files }: Operation, params: Params) {
  const json = JSON.stringify(pick(params, inBody))
  if (!files) return inBody[0] && { headers: { 'content-type': 'application/json' }, body: json }

  const body = new FormData()
  if (jsonPart) body.append(jsonPart, json)
  for (const name in params) {
    const value = params[name]
    if (!files.test(name)) continue
    if (!(value instanceof Blob)) throw new UsageError(`${call}: "${name}" must be a Blob or a File.`)
    body.append(name, value)
  }
  return { body }
}

function pick(params: Params, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) if (params[name] !== undefined) picked[name] = params[name]
  return picked
}
