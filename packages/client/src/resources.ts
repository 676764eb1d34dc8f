import type { Caller } from './caller.ts'
import { OPERATIONS } from './generated/operations.ts'
import type { Resources } from './generated/resources.ts'
import type { CallOptions, Operation, Params } from './operation.ts'
import { regularId, regularKey } from './regular.ts'
import { isIdempotent } from './retry.ts'

type Method = (params?: Params, options?: CallOptions) => unknown

/** Makes the methods of which the generated table tells. */
export function createResources(call: Caller): Resources {
  const resources: Record<string, Record<string, Method>> = {}
  let resource = ''
  let base = ''
  let methods: Record<string, Method> = {}
  for (const line of OPERATIONS.split('\n')) {
    const [name = '', column = '', ...columns] = line.split(' ')
    if (column.startsWith('/')) {
      resource = name
      base = column
      methods = resources[name] = {}
    } else {
      const [method = '', id = regularId(resource, method)] = name.split('=')
      const operation = readOperation(`${resource}.${method}`, id, base, column, columns)
      methods[method] = (params = {}, options = {}) => call(operation, params, options)
    }
  }
  return resources as unknown as Resources
}

function readOperation(
  call: string,
  id: string,
  base: string,
  verb: string,
  [address = '', body, keys, form = '', once]: readonly string[],
): Operation {
  const isList = verb === 'LIST'
  const method = isList ? 'GET' : verb
  const [path = '', query] = address.split('?')
  const key = keys || regularKey(base, verb)
  const [jsonPart, files] = form.split(':')
  return {
    call,
    id,
    method,
    path: base + path.replace('*', `{${regularKey(base)}_id}`),
    isList,
    keys: key === '-' ? undefined : namesIn(key),
    inQuery: namesIn(query),
    inBody: namesIn(body),
    jsonPart,
    files: files === undefined ? files : RegExp(files),
    idempotent: !once && isIdempotent(method),
  }
}

function namesIn(column = ''): readonly string[] {
  return column.match(/\w+/g) ?? []
}
