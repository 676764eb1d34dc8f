import { createQuerySerializer } from 'openapi-fetch'
import { UsageError } from './errors.ts'
import type { Operation, Params } from './operation.ts'
import { regularId, regularKey } from './regular.ts'
import { isIdempotent } from './retry.ts'

const serializeQuery = createQuerySerializer()

/**
 * Reads what the generated table says about an operation.
 * @param base path of the resource
 * @param columns what follows the verb in the operation's line
 */
export function readOperation(
  baseUrl: string,
  base: string,
  resource: string,
  name: string,
  verb: string,
  [address = '', body, key = '', form = '', once]: readonly string[],
  operationId = regularId(resource, name),
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
  const keys = key || regularKey(base, verb)

  const wrong = (problem: string) => new UsageError(`${resource}.${name}: ${problem}.`)

  return {
    isList,
    keys: keys === '-' ? undefined : namesIn(keys),
    prepare(params, pointer) {
      const filledIn = path.replace(/\{(\w+)\}/g, (_, parameter) => {
        const id = params[parameter]
        // A dot or two would turn the path into that of another operation.
        if (typeof id === 'string' && /[^.]/.test(id)) return encodeURIComponent(id)
        throw wrong(`"${parameter}" must be an id, got ${JSON.stringify(id)}`)
      })
      const search = serializeQuery({ ...pick(params, inQuery), ...pointer })
      const form = files && new FormData()
      if (jsonPart) form?.append(jsonPart, JSON.stringify(pick(params, inBody)))
      for (const parameter in params) {
        const value = params[parameter]
        if (files?.test(parameter)) {
          if (!(value instanceof Blob)) throw wrong(`"${parameter}" must be a Blob or a File`)
          form?.append(parameter, value)
        } else if (!known.includes(parameter)) {
          throw wrong(`there is no parameter "${parameter}". It takes ${known.join(', ')}`)
        }
      }
      return {
        operationId,
        idempotent,
        method,
        url: baseUrl + filledIn + (search && `?${search}`),
        body: form ?? (inBody[0] && JSON.stringify(pick(params, inBody))),
      }
    },
  }
}

function namesIn(column = ''): readonly string[] {
  return column.match(/\w+/g) ?? []
}

/** What is `undefined` is left out when it is written as JSON or as a query. */
function pick(params: Params, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) picked[name] = params[name]
  return picked
}
