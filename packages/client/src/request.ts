import { createQuerySerializer } from 'openapi-fetch'
import { UsageError } from './errors.ts'
import type { Operation, Params } from './operation.ts'
import { regularId, regularKey } from './regular.ts'
import { isIdempotent } from './retry.ts'

const serializeQuery = createQuerySerializer()

/** Reads what the generated table says about an operation. */
export function readOperation(
  baseUrl: string,
  base: string,
  resource: string,
  name: string,
  operationId = regularId(resource, name),
  verb: string,
  [address = '', body, key = '', form = '', once]: readonly string[],
): Operation {
  const isList = verb === 'LIST'
  const method = isList ? 'GET' : verb
  const idempotent = !once && isIdempotent(method)
  const [rest = '', query] = address.split('?')
  const path = base + rest.replace('*', `{${regularKey(base)}_id}`)
  const [jsonPart, filePattern] = form.split(':')
  const files = filePattern ? RegExp(filePattern) : undefined
  const inQuery = namesIn(query)
  const inBody = namesIn(body)
  const known = [...(path.match(/\w+(?=\})/g) ?? []), ...inQuery, ...inBody]

  const wrong = (problem: string) => new UsageError(`${resource}.${name}: ${problem}.`)

  /** An id must not turn the path into that of another operation. */
  const fillIn = (params: Params) =>
    path.replace(/\{(\w+)\}/g, (_, parameter) => {
      const id = params[parameter]
      if (typeof id === 'string' && /[^.]/.test(id)) return encodeURIComponent(id)
      throw wrong(`"${parameter}" must be an id for the path, got ${JSON.stringify(id)}`)
    })

  const bodyOf = (params: Params) => {
    const json = JSON.stringify(pick(params, inBody))
    if (!files) return inBody[0] && { body: json }

    const body = new FormData()
    if (jsonPart) body.append(jsonPart, json)
    for (const parameter in params) {
      const value = params[parameter]
      if (!files.test(parameter)) continue
      if (!(value instanceof Blob)) throw wrong(`"${parameter}" must be a Blob or a File`)
      body.append(parameter, value)
    }
    return { body }
  }

  const keys = key || regularKey(base, verb)
  return {
    isList,
    keys: keys === '-' ? undefined : namesIn(keys),
    prepare(params, pointer) {
      for (const parameter in params) {
        if (known.includes(parameter) || files?.test(parameter)) continue
        throw wrong(`there is no parameter "${parameter}". It takes ${known.join(', ') || 'none'}`)
      }
      const search = serializeQuery({ ...pick(params, inQuery), ...pointer })
      const url = baseUrl + fillIn(params) + (search && `?${search}`)
      return { operationId, idempotent, method, url, ...bodyOf(params) }
    },
  }
}

function namesIn(column = ''): readonly string[] {
  return column.match(/\w+/g) ?? []
}

function pick(params: Params, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) if (params[name] !== undefined) picked[name] = params[name]
  return picked
}
